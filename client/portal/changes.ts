import { setTimeout as pause } from 'node:timers/promises';

/** Somebody who is told of each change; `ended` resolves once nobody is told any more. */
export interface Following {
  ended: Promise<void>;
  end(): void;
}

const betweenLooks = 1000;

/** Tells all open pages of what changed in the records: one look a second for all of them, and none while nobody follows. */
export class Changes {
  private readonly followers = new Map<(mark: string) => Promise<void>, () => void>();
  private mark: string | null = null;
  private isLooking = false;

  /** @param look reads a text that changes when something shown does */
  constructor(private readonly look: () => Promise<string>) {}

  /** `tell` hears the mark as it is and each that follows; one that fails is told no more. */
  follow(tell: (mark: string) => Promise<void>): Following {
    const ended = new Promise<void>((resolve) => this.followers.set(tell, resolve));
    if (this.mark !== null) this.send(tell, this.mark);
    if (!this.isLooking) void this.watch();
    return {
      ended,
      end: () => {
        this.drop(tell);
      },
    };
  }

  /** Nobody is told any more. */
  close(): void {
    for (const tell of [...this.followers.keys()]) this.drop(tell);
  }

  private async watch(): Promise<void> {
    this.isLooking = true;
    while (this.followers.size > 0) {
      const mark = await this.look().catch(() => this.mark);
      if (mark !== null && mark !== this.mark) {
        this.mark = mark;
        for (const tell of this.followers.keys()) this.send(tell, mark);
      }
      await pause(betweenLooks);
    }
    this.isLooking = false;
    this.mark = null;
  }

  private send(tell: (mark: string) => Promise<void>, mark: string): void {
    tell(mark).catch(() => {
      this.drop(tell);
    });
  }

  private drop(tell: (mark: string) => Promise<void>): void {
    this.followers.get(tell)?.();
    this.followers.delete(tell);
  }
}
