import { fstatSync } from 'node:fs';

/**
 * Resolves when this process is asked to stop: by a signal, or because the parent that holds its standard input is gone.
 * A parent's Ctrl-C is for the parent: it tells us in its own time.
 */
export function stopRequest(): Promise<void> {
  const facts = fstatSync(0);
  const hasParent = facts.isFIFO() || facts.isSocket();
  process.stdout.on('error', () => undefined);
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
    process.on('SIGINT', hasParent ? () => undefined : stop);
    if (!hasParent) return;
    process.stdin.once('end', stop).once('close', stop).once('error', stop);
    process.stdin.resume();
  });
}
