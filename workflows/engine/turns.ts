/**
 * One piece of work after another, so that two messages never change the state together. A replay may see in one turn
 * what came in two, in another order: so whatever is due is done before each message, and the loop takes its turn after it.
 */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private queued = 0;
  /** Does whatever is due; by the workflow's loop, and before each update. */
  private doWhatIsDue: () => Promise<void> = () => Promise.resolve();
  /** Something came since the loop's last turn began. */
  hasNews = false;
  /** A message was taken, perhaps in the workflow task that is under way. */
  isFresh = false;

  attendTo(doWhatIsDue: () => Promise<void>): void {
    this.doWhatIsDue = doWhatIsDue;
  }

  /** Lets the loop take its turn. */
  wake(): void {
    this.hasNews = true;
  }

  get areWaiting(): boolean {
    return this.queued > 0;
  }

  /** Whatever is due is done, nothing else beside it. */
  take(): Promise<void> {
    return this.exclusively(this.doWhatIsDue);
  }

  /** A message's own work, after whatever is due; the loop's turn follows. */
  async takeFor<R>(work: () => Promise<R>): Promise<R> {
    return this.exclusively(async () => {
      this.isFresh = true;
      try {
        await this.doWhatIsDue();
        return await work();
      } finally {
        this.wake();
      }
    });
  }

  async exclusively<R>(work: () => Promise<R>): Promise<R> {
    this.queued += 1;
    const before = this.last;
    const mine = before.then(work, work);
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.queued -= 1;
    }
  }
}
