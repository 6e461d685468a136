import { reasonOf } from '../../worker/embedded/problems.js';
import { say } from '../language/language.js';

/** Milliseconds without any success. */
const mostWait = 120_000;
/** From then on an operator reads what is waited for. */
const worthTelling = 15_000;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for a server, a database or a worker that is being started again: two minutes at most. */
export class Patience {
  /** When the first failure since the last success was, epoch ms. */
  private since: number | null = null;
  private hasTold = false;

  constructor(
    private readonly stop: AbortSignal,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** Does a piece of work that may be done again, until it succeeds. Rejects with its error when patience or the play ends. */
  async with<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      this.stop.throwIfAborted();
      try {
        const done = await work();
        this.since = null;
        this.hasTold = false;
        return done;
      } catch (error) {
        this.stop.throwIfAborted();
        this.endure(error);
        await pause(1000);
      }
    }
  }

  private endure(error: unknown): void {
    this.since ??= Date.now();
    const waited = Date.now() - this.since;
    if (waited > mostWait) throw error;
    if (waited < worthTelling || this.hasTold) return;
    this.hasTold = true;
    this.say(
      say(
        `Đang chờ các máy chủ sẵn sàng trở lại (${reasonOf(error)}).`,
        `Waiting for the servers to be ready again (${reasonOf(error)}).`,
      ),
    );
  }
}
