import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findServers } from '../../worker/embedded/data/servers-file.js';
import { instantOf } from '../../workflows/rules/calendar.js';
import { Blows } from './blows.js';
import {
  evidence,
  keptMails,
  play,
  playAtTerminal,
  type Played,
  replayKept,
  tellsOfDayFrom,
  verifyKept,
} from './rehearsal.js';

const minutes = 60_000;
const endOf = (day: string): number => instantOf(day, 24) - 1;

let folder = '';
let whole: Played;
let all: Awaited<ReturnType<typeof evidence>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-rehearsal-'));
  whole = await play(join(folder, 'whole'), ['start']);
  all = await evidence(join(folder, 'whole'), endOf('2026-12-31'));
}, 15 * minutes);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Acts that were refused, as `act: code`. */
const refused = (): string[] =>
  all.audit.flatMap(({ act, outcome, facts }) => {
    const code = codeIn(outcome) ?? (act === 'signOff-refused' ? codeIn(facts) : undefined);
    return code === undefined ? [] : [`${act}: ${code}`];
  });

function codeIn(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return /"refusal":\{[^}]*"code":"([^"]+)"/.exec(text)?.[1];
}

const acts = (act: string): number => all.audit.filter((row) => row.act === act).length;

describe('the whole plan, rehearsed', () => {
  test('ends with its table', () => {
    expect(whole.code, whole.lines.slice(-20).join('\n')).toBe(0);
    expect(whole.lines.join('\n')).toContain('TỔNG KẾT GIAI ĐOẠN 2021–2025');
    expect(whole.lines.join('\n')).toContain('http://127.0.0.1:');
  });

  test('III.3: never more certificates than the quota, nobody twice a campaign', () => {
    for (const campaign of ['2021', '2022', '2023', '2024', 'summary']) {
      const rows = all.ledger.filter((row) => row.campaign === campaign);
      const collectives = rows.filter((row) => row.kind === 'collective');
      const people = rows.flatMap((row) => row.personId ?? []);
      expect(collectives.length).toBeGreaterThan(3);
      expect(collectives.length).toBeLessThanOrEqual(campaign === 'summary' ? 10 : 5);
      expect(people.length).toBeGreaterThan(8);
      expect(people.length).toBeLessThanOrEqual(campaign === 'summary' ? 24 : 12);
      expect(new Set(people).size).toBe(people.length);
      expect(new Set(collectives.map((row) => row.unit)).size).toBe(collectives.length);
    }
  });

  test.each([
    ['a late dossier', 'fileDossier: dossier.late'],
    ['a sign-off on a stale list', 'signOff-refused: list.stale'],
    ['a sign-off by who no longer holds the office', 'signOff: actor.not-holder'],
  ])('%s is refused, with its trace', (_, trace) => expect(refused()).toContain(trace));

  test.each([
    ['withdrawDossier', 1],
    ['grantExtension', 1],
    ['waiveCriterion', 1],
    ['revokeCertificate', 1],
    ['reportDifficulty', 1],
    ['reportCommendations', 1],
  ])('%s was done %i time(s)', (act, times) => expect(acts(act)).toBe(times));

  test('what goes wrong is played', () => {
    const text = JSON.stringify(all.audit);
    for (const word of [
      '"decision":"return"',
      '2021/vertical/highest-rank/no-ranking',
      '2022/districts/highest-rank/tie',
      '2023/departments/highest-rank/ineligible',
      '2023/cutoff/last-day-not-working',
      '2024/cutoff/last-day-not-working',
      'summary/participants',
      'summary/communes/predecessors/ubnd-phuong-long-tuyen-2025',
    ]) {
      expect(text).toContain(word);
    }
    expect(
      all.mails.filter((mail) => mail.state === 'refused').every((mail) => mail.address.startsWith('bounce')),
    ).toBe(true);
    expect(all.mails.some((mail) => mail.state === 'refused')).toBe(true);
    expect(all.mails.filter((mail) => mail.code === 'certificate-revoked')).toHaveLength(2);
    expect(all.mails.every((mail) => mail.state === 'sent' || mail.state === 'refused')).toBe(true);
  });

  test('the unit of highest rank and of greatest leap gets one certificate, for its rank (III.3.a)', () => {
    const won = all.ledger.filter((row) => row.campaign === '2023' && row.unit === 'ubnd-phuong-long-hoa');
    expect(won.filter((row) => row.kind === 'collective').map((row) => row.seat)).toEqual(['highest-rank']);
  });

  test('each mail was received once, and the audit chain holds', async () => {
    const kept = await keptMails(join(folder, 'whole'));
    expect(new Set(kept.received).size).toBe(kept.received.length);
    expect(kept.files).toBe(kept.received.length);
    expect(kept.received.length).toBe(all.mails.filter((mail) => mail.state === 'sent').length);
    expect(all.chain.ok).toBe(true);
  });
});

describe('five years later', () => {
  test(
    'the history of every closed workflow is kept and replays, and each award follows from the acts',
    async () => {
      const { replayed, histories, awards } = await replayKept(join(folder, 'whole'));
      expect(histories).toEqual([]);
      expect(awards).toEqual([]);
      expect(replayed).toBeGreaterThan(550);
    },
    5 * minutes,
  );

  test('each table is as it was written', async () => {
    expect(await verifyKept(join(folder, 'whole'))).toEqual([]);
  }, 60_000);
});

// The `script` of other systems has other options.
describe.runIf(process.platform === 'linux')('at a terminal', () => {
  test(
    'a finished rehearsal shows its result and keeps its servers until Ctrl-C',
    async () => {
      const seen: { ui?: Promise<number> } = {};
      const { code, text } = await playAtTerminal(join(folder, 'whole'), ['start'], (shown, type) => {
        if (seen.ui !== undefined || !shown.includes('Nhấn Ctrl-C để dừng.')) return;
        const address = /Giao diện Temporal: (\S+)/.exec(shown)?.[1] ?? '';
        seen.ui = fetch(address).then(({ status }) => status);
        void seen.ui.catch(() => undefined).then(() => type('\u0003'));
      });
      expect(text).toContain('TỔNG KẾT GIAI ĐOẠN 2021–2025');
      expect(await seen.ui, text).toBe(200);
      expect(text).toContain('Đang dừng các máy chủ theo thứ tự…');
      expect(code).toBe(0);
      expect(await findServers(join(folder, 'whole'))).toBeUndefined();
    },
    5 * minutes,
  );
});

describe('killed on the way', () => {
  test(
    'ten random kills of the program, its worker and its servers change no winner, mail, award or act',
    async () => {
      const until = '2023-03-31';
      const data = join(folder, 'disturbed');
      // First the whole program, as a power cut would: what it leaves behind is taken up by the next start.
      let isCut = false;
      await play(data, ['start', '--until', until], (line, pid) => {
        if (isCut || !tellsOfDayFrom('2022-01-10', line)) return;
        isCut = true;
        process.kill(pid, 'SIGKILL');
      });
      expect(isCut).toBe(true);
      const blows = new Blows(data, 9);
      const played = await play(data, ['start', '--until', until], (line, pid) => blows.hear(line, pid));
      const struck = await blows.end();
      console.log(struck.join('\n'));
      expect(played.code, [...struck, ...played.lines.slice(-20)].join('\n')).toBe(0);
      expect(struck).toHaveLength(9);

      const [disturbed, undisturbed] = [
        await evidence(data, endOf(until)),
        await evidence(join(folder, 'whole'), endOf(until)),
      ];
      const awarded = (rows: typeof all.ledger) => rows.map((row) => ({ ...row, revoked: null }));
      expect(awarded(disturbed.ledger)).toEqual(awarded(undisturbed.ledger));
      expect(disturbed.mails).toEqual(undisturbed.mails);
      expect(disturbed.audit).toEqual(undisturbed.audit);
      expect(disturbed.chain.ok).toBe(true);
      const kept = await keptMails(data);
      expect(new Set(kept.received).size).toBe(kept.received.length);
      expect(kept.received.length).toBe(disturbed.mails.filter((mail) => mail.state === 'sent').length);
    },
    10 * minutes,
  );
});

describe('on a disk that fills', () => {
  test(
    'nothing is lost or doubled: it says so, waits for room, and goes on',
    async (context) => {
      const until = '2022-01-31';
      const data = join(folder, 'full');
      await mkdir(data);
      const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=260m', 'tmpfs', data]);
      if (status !== 0) return context.skip(`no file system can be mounted here: ${String(stderr)}`);
      const filler = join(data, 'filler');
      const state = { isFilled: false };
      try {
        const played = await play(data, ['start', '--until', until], (line) => {
          if (line.includes('đã đầy')) setTimeout(() => void rm(filler, { force: true }), 10_000);
          if (state.isFilled || !tellsOfDayFrom('2022-01-10', line)) return;
          state.isFilled = true;
          fill(filler);
        });
        expect(played.code, played.lines.slice(-20).join('\n')).toBe(0);
        expect(played.lines.some((line) => line.includes('đã đầy'))).toBe(true);
        const [full, undisturbed] = [
          await evidence(data, endOf(until)),
          await evidence(join(folder, 'whole'), endOf(until)),
        ];
        expect(full.mails).toEqual(undisturbed.mails);
        expect(full.audit).toEqual(undisturbed.audit);
        expect(full.chain.ok).toBe(true);
      } finally {
        spawnSync('umount', ['-l', data]);
      }
    },
    10 * minutes,
  );
});

describe('told from the records alone', () => {
  const whole263 = (): string => join(folder, 'whole');
  const tell = async (...words: string[]): Promise<string> => {
    const { code, lines } = await play(whole263(), words);
    expect(code, lines.join('\n')).toBe(0);
    return lines.join('\n');
  };
  const Told = z.object({
    campaigns: z.array(
      z.object({
        verdict: z.object({ outcome: z.string(), text: z.string() }),
        lines: z.array(
          z.object({
            text: z.string(),
            audit: z.object({ key: z.string() }).nullable(),
            event: z.object({ event: z.number() }).nullable(),
          }),
        ),
      }),
    ),
  });
  const struck = (): string => {
    const strikes = all.audit.flatMap(({ act, facts }) => (act === 'signOff' ? JSON.stringify(facts) : []));
    return /"nominee":"([^"]+)"/.exec(strikes.join('\n'))?.[1] ?? '';
  };
  const revoked = (): string => all.ledger.find((row) => row.revoked !== null)?.nominee ?? '';

  test.each([
    ['the first of its bloc', () => 'so-tu-phap', '2022', 'awarded', /Quyết định số 655/, /mục III\.3\.a/],
    [
      'filed, left and not chosen',
      () => '2022-so-tu-phap-1',
      '2022',
      'not-chosen',
      /III\.3\.a/,
      /không có tên/,
    ],
    ['struck', struck, '2023', 'struck', /đơn thư/, /gạch tên đề cử này/],
    ['late, so lapsed', () => 'so-cong-thuong', '2022', 'not-filed', /IV\.1\.a/, /quá hạn/],
    ['withdrawn', () => 'hoi-nong-dan-thanh-pho', '2022', 'refused', /IV\.1\.a/, /rút hồ sơ/],
    ['revoked', revoked, '2022', 'revoked', /1203\/QĐ-UBND/, /91\/2017\/NĐ-CP/],
    [
      'without enough certificates',
      () => 'so-cong-thuong-cb1',
      'summary',
      'refused',
      /III\.1\.b/,
      /cần ít nhất/,
    ],
  ])('why: %s', async (_, who, campaign, outcome, verdict, line) => {
    const { campaigns } = Told.parse(JSON.parse(await tell('why', who(), campaign, '--json')));
    const [told] = campaigns;
    expect(campaigns).toHaveLength(1);
    expect(told?.verdict.outcome).toBe(outcome);
    expect(told?.verdict.text).toMatch(verdict);
    expect(told?.lines.map((it) => it.text).join('\n')).toMatch(line);
    const keys = new Set(all.audit.map((row) => row.key));
    for (const it of told?.lines ?? []) expect(keys, it.text).toContain(it.audit?.key);
    for (const it of told?.lines ?? []) expect(it.event, it.text).not.toBeNull();
  });

  test("why and history say the same, byte for byte, when the server's state is gone", async () => {
    const questions = [
      ['why', 'so-tu-phap'],
      ['history', 'campaign/263/2022'],
      ['history', 'dossier/263/2022/so-tu-phap', '--json'],
    ];
    const ask = async () => {
      const answers: string[] = [];
      for (const words of questions) answers.push(await tell(...words));
      return answers;
    };
    const before = await ask();
    const state = ['temporal.db', 'temporal.db-shm', 'temporal.db-wal'];
    const move = async (from: string, to: string) => {
      for (const name of state)
        await rename(join(whole263(), name + from), join(whole263(), name + to)).catch(() => undefined);
    };
    await move('', '.gone');
    try {
      expect(await ask()).toStrictEqual(before);
    } finally {
      await move('.gone', '');
    }
    expect(before[1]).toContain('gia hạn nộp hồ sơ: UBND phường An Hòa, đến hết ngày 15/02/2023');
    expect(before[1]).toContain('Trụ sở UBND phường mất điện');
  });
});

/** Writes until the disk takes no more. */
function fill(file: string): void {
  const part = Buffer.alloc(65_536);
  const opened = openSync(file, 'w');
  try {
    for (;;) writeSync(opened, part);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(opened);
  }
}
