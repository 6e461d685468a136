import { expect } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { verifyProofs } from '../../activities/records/acts/verify-proofs.js';
import type { Records } from '../../activities/records/database/open.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import type { Officials } from './officials.js';

const minutes = 60_000;
const second = 1_000;

export const year = '2021';
/** When the filing ends: epoch ms. */
export const cutoff = Date.parse('2022-02-10T00:00:00+07:00');
const afterCutoff = '10/02/2022';
const units = [
  'so-noi-vu',
  'so-y-te',
  'cong-an-thanh-pho',
  'ubnd-quan-ninh-kieu',
  'ubnd-phuong-cai-khe',
  'ubnd-phuong-an-hoa',
] as const;
const selector = 'snv-cchc-1';
const [head, board, chairman] = ['snv-giam-doc', 'btdkt-truong-ban', 'tran-viet-truong'];
const officialOf = (unit: string): string => `${unit}-cb1`;

/** Who acts in the year. */
export const people = [selector, head, board, chairman, ...units.map(officialOf)];

/** A trial on which people act by commands. */
export interface StruckTrial {
  does(...words: string[]): Promise<string>;
  /** Kills the part whose turn it is. */
  strike(): Promise<void>;
}

/** `2022-02-09T23:58:30` of an instant. */
export const wallTime = (at: number): string => new Date(at + 7 * 60 * minutes).toISOString().slice(0, 19);

interface Act {
  by: string;
  words: string[];
}

/** Everything after the filing and before the winners are computed. */
async function reviewsAndRankings(officials: Officials): Promise<Act[]> {
  const by = selector;
  const ranking = async (bloc: string, rows: readonly (readonly [string, number])[], ...more: string[]) => {
    const file = await officials.ranking(`${bloc}${more.join('')}`, rows);
    const decision = ['--decision-number', '512/QĐ-UBND', '--decision-date', '09/02/2022'];
    return { by, words: ['ranking', 'import', year, bloc, file, ...decision, '--yes', ...more] };
  };
  const [own, health, police, district, first, risen] = units;
  const other = 'ubnd-phuong-thoi-binh';
  const report = { by: officialOf(health) };
  return [
    { by: report.by, words: ['launch-plan', '2022', health, '--number', '12/KH', '--date', '09/02/2022'] },
    { by: report.by, words: ['commendations', year, health, '--collectives', '3', '--individuals', '12'] },
    { by: report.by, words: ['difficulty', year, health, '--text', 'Thiếu máy tính.'] },
    { by: head, words: ['review', year, own, 'accept'] },
    { by, words: ['review', year, '--all-waiting', '--yes'] },
    await ranking('departments', [
      [own, 1],
      [health, 1],
    ]),
    await ranking('vertical', [[police, 1]]),
    await ranking('districts', [[district, 1]]),
    await ranking('communes', [
      [first, 1],
      [risen, 2],
      [other, 3],
    ]),
    await ranking(
      'communes',
      [
        [first, 1],
        [other, 2],
        [risen, 3],
      ],
      '--previous',
    ),
  ];
}

/** From the winners to the ceremony. */
function choicesAndDecisions(today: string): Act[] {
  const [own, health, police, district, first, risen] = units;
  const choice = (bloc: string, ...nominees: string[]) => ({
    by: selector,
    words: ['shortlist', year, 'individual', bloc, ...nominees, '--reason', 'Thành tích nổi bật.'],
  });
  const meeting = ['--meeting-date', today, '--participants', 'Trưởng ban;Sở Nội vụ', '--votes', '2/0/0'];
  const decision = ['--decision-number', '812/QĐ-UBND', '--decision-date', today];
  return [
    choice('departments', `${health}-1`, `${own}-1`),
    choice('vertical', `${police}-1`),
    choice('districts', `${district}-1`),
    choice('communes', `${first}-1`, `${risen}-1`, `${risen}-2`),
    { by: selector, words: ['forward', year, '--yes'] },
    { by: board, words: ['appraise', year, 'approve', ...meeting, '--yes'] },
    { by: chairman, words: ['sign-off', 'approve', year, '--yes'] },
    { by: selector, words: ['announce', year, ...decision] },
    { by: selector, words: ['ceremony', year, '--date', today, '--place', 'Hội trường UBND thành phố'] },
  ];
}

const Status = z.object({
  campaigns: z.array(z.object({ campaign: z.string(), stage: z.string() })),
});

/**
 * A whole year from the filing to the ceremony, each act signed, a part killed before each.
 * @param evening how long before the cutoff the trial's clock began, milliseconds
 * @param decideTie does what the person types who decides the tie of two units, and hears what he is told
 */
export async function playYear(
  trial: StruckTrial,
  officials: Officials,
  { evening, decideTie }: { evening: number; decideTie: (words: string[]) => Promise<string> },
): Promise<void> {
  const dossiers = await Promise.all(units.map((unit) => officials.dossierOf(unit)));
  for (const person of people) await trial.does('key', 'register', officials.request(person));
  const act = async ({ by, words }: Act) => {
    await trial.strike();
    return trial.does(...words, ...officials.signing(by));
  };

  await trial.strike();
  await Promise.all(
    units.map((unit, index) =>
      trial.does(
        ...['dossier', 'file', year, unit, '--from', dossiers[index] ?? ''],
        ...officials.signing(officialOf(unit)),
      ),
    ),
  );
  for (const it of await reviewsAndRankings(officials)) await act(it);
  const stage = async () =>
    Status.parse(JSON.parse(await trial.does('status', '--json'))).campaigns.find(
      (it) => it.campaign === year,
    )?.stage;
  await expect.poll(stage, { timeout: 2 * minutes + evening, interval: 3 * second }).toBe('select');
  const question = `${year}/departments/highest-rank/tie`;
  expect(await trial.does('question', 'list', year)).toContain(question);
  const choice = ['question', 'answer', year, question, units[1], '--reason', 'Theo biên bản họp.'];
  expect(await decideTie([...choice, ...officials.signing(selector)])).toContain('Sở Y tế');
  for (const it of choicesAndDecisions(afterCutoff)) await act(it);
  expect(await trial.does('status', year)).toContain('Đã kết thúc');
  const said = await trial.does('tasks', '--as', 'home-affairs');
  expect(said).toContain('Không có việc gì đang chờ');
}

const countedActs = {
  ...{ fileDossier: units.length, reviewDossier: units.length, recordRanking: 5 },
  ...{ reportCommendations: 1, reportDifficulty: 1, answerQuestion: 1, shortlist: 4 },
  ...{ forward: 1, appraise: 1, signOff: 1, recordDecision: 1, recordCeremony: 1 },
};

const rewarded = {
  collective: [
    'so-y-te',
    'cong-an-thanh-pho',
    'ubnd-quan-ninh-kieu',
    'ubnd-phuong-cai-khe',
    'ubnd-phuong-an-hoa',
  ],
  individual: [
    ...['so-y-te-1', 'so-noi-vu-1', 'cong-an-thanh-pho-1', 'ubnd-quan-ninh-kieu-1'],
    ...['ubnd-phuong-cai-khe-1', 'ubnd-phuong-an-hoa-1', 'ubnd-phuong-an-hoa-2'],
  ],
};

/** What a year's records hold then: each act once, by a person who signed it, and the certificates that came of it. */
export async function expectYear(records: Records): Promise<void> {
  const acts = (await auditRows(records, { campaign: year })).filter(({ person }) => person !== null);
  expect(acts.filter(({ proof }) => proof === undefined)).toStrictEqual([]);
  const names = acts.map((it) => it.act);
  const counted = [...new Set(names)].map((act) => [act, names.filter((it) => it === act).length]);
  expect(Object.fromEntries(counted)).toStrictEqual(countedActs);
  expect(await verifyProofs(records)).toMatchObject({ receipts: units.length, faults: [] });
  const given = (await ledgerRows(records, { plan: '263', campaign: year })).map(
    (it) => `${it.kind} ${it.nominee}`,
  );
  const expected = [
    ...rewarded.collective.map((unit) => `collective ${unit}-tt`),
    ...rewarded.individual.map((person) => `individual ${person}`),
  ];
  expect(given.toSorted()).toStrictEqual(expected.toSorted());
}
