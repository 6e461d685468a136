import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '../../workflows/rules/calendar.js';
import { samplePlan } from '../plan/plans.js';
import { evidence, play, type Played } from './rehearsal.js';

const minutes = 60_000;

let folder = '';
let played: Played;
let all: Awaited<ReturnType<typeof evidence>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-second-'));
  played = await play(folder, ['start', '--plan', samplePlan.plan]);
  all = await evidence(folder, instantOf('2031-12-31'));
}, 10 * minutes);

afterAll(() => rm(folder, { recursive: true, force: true }));

const won = (campaign: string, bloc: string, kind: string): string[] =>
  all.ledger
    .filter((row) => row.campaign === campaign && row.bloc === bloc && row.kind === kind)
    .map((row) => row.seat);

describe('another plan, rehearsed from its start to its summary by the same code', () => {
  test('ends with its table, under its own names', () => {
    const said = played.lines.join('\n');
    expect(played.code, played.lines.slice(-20).join('\n')).toBe(0);
    expect(said).toContain('TỔNG KẾT GIAI ĐOẠN 2026–2030');
    expect(said).toContain('Bệnh viện');
    expect(said).not.toMatch(/không nhận (–|[1-9])/);
    expect(all.chain).toMatchObject({ ok: true });
  });

  test.each([
    { year: '2026', wards: ['highest-rank', 'greatest-leap'] },
    { year: '2027', wards: ['highest-rank', 'greatest-leap'] },
    { year: '2028', wards: ['highest-rank', 'greatest-leap', 'greatest-leap-2'] },
    { year: '2029', wards: ['highest-rank', 'greatest-leap'] },
  ])('III.3.a: $year has its own seats', ({ year, wards }) => {
    for (const bloc of ['agencies', 'central', 'hospitals', 'schools']) {
      expect(won(year, bloc, 'collective')).toStrictEqual(['highest-rank']);
      expect(won(year, bloc, 'individual')).toStrictEqual(['individual-1', 'individual-2']);
    }
    // Where fewer rose than there are seats, the seats stay vacant.
    expect(wards.slice(0, won(year, 'wards', 'collective').length)).toStrictEqual(
      won(year, 'wards', 'collective'),
    );
  });

  test('III.3.b: the summary counts certificates by its own figures', () => {
    const summary = all.ledger.filter((row) => row.campaign === 'summary');
    expect(summary.length).toBeGreaterThan(0);
    for (const { bloc, kind, unit } of summary) {
      expect(samplePlan.blocs.map(({ code }) => code)).toContain(bloc);
      if (kind !== 'collective') continue;
      const years = all.ledger.filter((it) => it.unit === unit && it.kind === kind && it.year !== null);
      expect(years.length).toBeGreaterThanOrEqual(3);
    }
  });

  test('its letters name its number and say that it is a sample', async () => {
    const kept = (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.eml')).sort();
    expect(kept.length).toBeGreaterThan(100);
    for (const name of kept.slice(0, 20)) {
      const { text = '' } = await simpleParser(await readFile(join(folder, 'mail', name)));
      expect(text).toContain(`Kế hoạch số ${samplePlan.number}`);
      expect(text).toContain('không phải văn bản của thành phố');
    }
  });
});
