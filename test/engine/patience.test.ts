import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Patience } from '../../client/engine/patience.js';

const told: string[] = [];
const stopping = { now: new AbortController() };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] });
  told.length = 0;
  stopping.now = new AbortController();
});
afterEach(() => vi.useRealTimers());

const patience = (): Patience => new Patience(stopping.now.signal, (line) => told.push(line));

/** Work on a server that is away for so long. */
function awayFor(milliseconds: number): () => Promise<string> {
  const back = Date.now() + milliseconds;
  return () =>
    Date.now() < back ? Promise.reject(new Error('connection refused')) : Promise.resolve('done');
}

test('a database that is back after a minute ends nothing, and the wait is told once', async () => {
  const done = patience().with(awayFor(60_000));
  await vi.advanceTimersByTimeAsync(61_000);
  await expect(done).resolves.toBe('done');
  expect(told).toEqual(['Đang chờ các máy chủ sẵn sàng trở lại (connection refused).']);
});

test('sixteen pieces of work at once wait as long as one', async () => {
  const shared = patience();
  const done = Promise.all(Array.from({ length: 16 }, () => shared.with(awayFor(100_000))));
  await vi.advanceTimersByTimeAsync(101_000);
  await expect(done).resolves.toHaveLength(16);
});

test('what fails for two minutes is an error', async () => {
  const done = patience().with(awayFor(600_000));
  const refused = expect(done).rejects.toThrow('connection refused');
  await vi.advanceTimersByTimeAsync(122_000);
  await refused;
});

test('a play that is stopped waits no longer', async () => {
  const done = patience().with(awayFor(600_000));
  const stopped = expect(done).rejects.toThrow('aborted');
  await vi.advanceTimersByTimeAsync(3_000);
  stopping.now.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
});
