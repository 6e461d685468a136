/**
 * Waits for all of them, failed or not, and rejects with the first error: what still ran when the connection closes would
 * call through a closed one.
 */
export async function allEnded<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
