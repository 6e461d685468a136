/**
 * A call that the Temporal client tries again after its connection was closed throws into nobody's hands: that alone is
 * said and no more, so that it doesn't hide why the connection was closed. Anything else ends the program as ever.
 */
export function outliveLateCalls(): void {
  process.on('uncaughtException', (error) => {
    if (error.message === 'Channel has been shut down') return console.error(error.message);
    console.error(error);
    process.exit(1);
  });
}
