import { describe, expect, test } from 'vitest';
import { MovingLine } from '../../client/cli/terminal/moving-line.js';
import {
  hearProgress,
  type Passing,
  plainProgress,
  type Progress,
  toldProgress,
} from '../../worker/embedded/progress.js';
import { paint } from '../rehearsal/terminal.js';

const taken = 'Cổng 7233 đang được chương trình khác dùng; Temporal dùng cổng 40001.';
const refused = 'Không tải được Temporal CLI; sẽ dịch từ mã nguồn bằng Go (lần đầu khoảng 5 phút).';
const firstStart: [line: string, passing?: Passing][] = [
  ['Đang tạo cơ sở dữ liệu PostgreSQL (chỉ lần đầu).', 'step'],
  [taken],
  ['Đang tải Temporal CLI 1.5.1 từ github.com.', 'step'],
  ['Đang tải Temporal CLI: 3/80 MB.', 'tick'],
  [refused],
  ['Đang tải mã nguồn Temporal: 9/~160 mô-đun, đã 0:05.', 'tick'],
  ['Đang dịch Temporal: 7/~1300 gói, đã 0:40.', 'tick'],
];

/** A screen, and how it looked after each thing that was told. */
function watched(size: { columns: number; rows: number }, environment = {}) {
  const screen = { isTTY: true, ...size };
  const written = { text: '' };
  const out = Object.assign(screen, { write: (text: string) => (written.text += text) });
  const line = new MovingLine(out, environment);
  const looks: string[][] = [];
  const tell: Progress = (...told) => {
    line.say(...told);
    looks.push(paint(written.text, screen));
  };
  return { screen, line, tell, looks, written };
}

describe('on a terminal', () => {
  test('what passes is one line that moves; what is to be read stays above it', () => {
    const { line, tell, looks, written, screen } = watched({ columns: 100, rows: 24 });
    for (const told of firstStart) tell(...told);
    expect(looks).toStrictEqual([
      [firstStart[0]?.[0]],
      [taken],
      [taken, firstStart[2]?.[0]],
      [taken, firstStart[3]?.[0]],
      [taken, refused],
      [taken, refused, firstStart[5]?.[0]],
      [taken, refused, firstStart[6]?.[0]],
    ]);
    line.end();
    line.end();
    expect(paint(written.text, screen)).toStrictEqual([taken, refused]);
  });

  test('too narrow for the line: it is cut and still moves', () => {
    const { tell, looks } = watched({ columns: 30, rows: 24 });
    tell('Đang tải mã nguồn Temporal: 9/~160 mô-đun, đã 0:05.', 'tick');
    tell('Đang dịch Temporal: 7/~1300 gói, đã 0:40.', 'tick');
    expect(looks).toStrictEqual([['Đang tải mã nguồn Temporal:…'], ['Đang dịch Temporal: 7/~1300…']]);
  });

  test('made narrower, the line is still found', () => {
    const { line, screen, written } = watched({ columns: 100, rows: 24 });
    line.say('Đang dịch Temporal: 7/~1300 gói, đã 0:40.', 'tick');
    screen.columns = 20;
    line.say('xong');
    expect(written.text).toContain('\r\u001b[3A\u001b[J');
  });
});

describe('not on a terminal', () => {
  test('each is a line, as it is', () => {
    const { line, written } = watched({ columns: 30, rows: 24 }, { NO_COLOR: '1' });
    for (const [told, passing] of firstStart) if (passing !== 'tick') line.say(told, passing);
    line.end();
    const lines = firstStart.filter(([, passing]) => passing !== 'tick').map(([told]) => `${told}\n`);
    expect(written.text).toBe(lines.join(''));
  });

  test('of ticks, one in half a minute', () => {
    const clock = { now: 0 };
    const lines: string[] = [];
    const say = plainProgress(
      (line) => lines.push(line),
      () => clock.now,
    );
    for (; clock.now <= 65_000; clock.now += 1_000) say(`${clock.now}`, 'tick');
    say('bước', 'step');
    expect(lines).toStrictEqual(['30000', '60000', 'bước']);
  });
});

test('progress goes from one process to another as a line', () => {
  const heard: unknown[] = [];
  for (const told of firstStart) hearProgress(toldProgress(...told), (...it) => heard.push(it));
  expect(heard).toStrictEqual(firstStart);
});
