import { say } from '../language/language.js';

/** That a command is to end. */
export interface StopRequest {
  signal: AbortSignal;
  /** It ends because its servers are gone. */
  isForced(): boolean;
  /** What is said from now on when a stop is asked for. */
  promise(sentence: string): void;
  /** The command is over by itself. */
  settle(): void;
}

/**
 * Ctrl-C ends a command, and so do servers that are gone; all is stopped in order then.
 * @param tell where it is said: not among what a program reads
 */
export function stopRequest(
  serversEnded: Promise<unknown>,
  tell: (line: string) => void = console.log,
): StopRequest {
  const stopping = new AbortController();
  const state = {
    isOver: false,
    isForced: false,
    sentence: say(
      'Đang dừng theo thứ tự; lần chạy sau sẽ tiếp tục từ đây…',
      'Stopping in order; the next run goes on from here…',
    ),
  };
  const ask = (): void => {
    if (stopping.signal.aborted || state.isOver) return;
    stopping.abort();
    tell(`\n${state.sentence}`);
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  void serversEnded.then(() => {
    if (stopping.signal.aborted || state.isOver) return;
    state.isForced = true;
    state.sentence = say(
      'Các máy chủ đã dừng ngoài ý muốn; đang dừng phần còn lại. Chạy lại để tiếp tục từ đây.',
      'The servers stopped unexpectedly; stopping the rest. Run again to go on from here.',
    );
    ask();
  });
  return {
    signal: stopping.signal,
    isForced: () => state.isForced,
    promise(sentence) {
      state.sentence = sentence;
    },
    settle() {
      state.isOver = true;
    },
  };
}
