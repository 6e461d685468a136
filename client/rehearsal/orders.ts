import type { Order } from './control.js';

/** The orders from other terminals, one after another. */
export class Orders {
  private readonly given: {
    order: Order;
    answer: (sentence: string) => void;
    refuse: (why: Error) => void;
  }[] = [];
  private isClosed = false;

  /** @returns what is said where it was given, once it is carried out. Rejects where the rehearsal ends before. */
  give(order: Order): Promise<string> {
    if (this.isClosed) return Promise.reject(new Error('The rehearsal ends.'));
    return new Promise((answer, refuse) => {
      this.given.push({ order, answer, refuse });
    });
  }

  next(): Order | undefined {
    return this.given[0]?.order;
  }

  /** The next one is carried out; `sentence` is said where it was given. */
  done(sentence: string): void {
    this.given.shift()?.answer(sentence);
  }

  close(): void {
    this.isClosed = true;
    for (const { refuse } of this.given.splice(0)) refuse(new Error('The rehearsal ends.'));
  }
}
