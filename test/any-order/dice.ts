/** The numbers that were thrown for one act; spent, they are all 0: whatever is usual. */
export class Dice {
  private next = 0;

  constructor(private readonly thrown: readonly number[]) {}

  private throw(): number {
    return this.thrown[this.next++] ?? 0;
  }

  number(below: number): number {
    return this.throw() % below;
  }

  /** One of them; the first is the usual one. */
  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.number(from.length)] ?? from[0];
  }

  pickFrom<T>(from: readonly T[]): T | undefined {
    return from[this.number(Math.max(from.length, 1))];
  }

  /** Whether the unusual happens, in so many of a hundred cases. */
  isUnusual(percent: number): boolean {
    return this.number(100) >= 100 - percent;
  }

  /** The list in another order, or as it is. */
  shuffle<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const shuffled: T[] = [];
    for (let left = this.throw(); rest.length > 0; left = Math.floor(left / rest.length) || left) {
      shuffled.push(...rest.splice(left % rest.length, 1));
    }
    return shuffled;
  }
}
