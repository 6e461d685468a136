import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { loadPlan } from '../../activities/reference/plans.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import { bare, nearest } from '../../activities/reference/nearest.js';
import { addDecisionCommands } from '../../client/cli/decision-commands.js';
import { addHomeAffairsCommands } from '../../client/cli/home-affairs-commands.js';
import { addUnitCommands } from '../../client/cli/unit-commands.js';
import { tasksOf, type Waiting } from '../../client/officials/tasks.js';
import { findSubject } from '../../client/officials/why/subjects.js';

const at = (text: string): number => Date.parse(`${text}+07:00`);
const cutoff = at('2024-02-10T00:00:00');
const aWaiting = (over: Partial<Waiting> = {}): Waiting => ({
  plan: loadPlan('263'),
  now: at('2024-02-05T09:00:00'),
  holidays: loadHolidays('263'),
  campaigns: [
    {
      campaign: '2023',
      stage: 'collect',
      frozen: 'free',
      round: 0,
      awaiting: [{ from: 'unit', what: 'dossiers', which: [], count: 1 }],
    },
  ],
  dossiers: [
    { campaign: '2023', unit: 'so-y-te', filer: 'so-y-te', status: 'open', cutoff, completeBy: null },
    {
      campaign: '2023',
      unit: 'so-moi',
      filer: 'so-moi',
      status: 'returned',
      cutoff,
      completeBy: '2024-02-15',
    },
    {
      campaign: '2023',
      unit: 'so-tu-phap',
      filer: 'so-tu-phap',
      status: 'submitted',
      cutoff,
      completeBy: null,
    },
  ],
  launchPlans: [],
  returns: [],
  ...over,
});

/** What a typed command lacks, or has too much of. */
function misuse(typed: string): string[] {
  const program = new Command('thidua');
  for (const add of [addUnitCommands, addHomeAffairsCommands, addDecisionCommands]) add(program);
  let words = typed.split(' ').slice(1);
  let command = program;
  for (let next: Command | undefined = program; next !== undefined;) {
    command = next;
    next = command.commands.find((it) => it.name() === words[0]);
    if (next !== undefined) words = words.slice(1);
  }
  const { registeredArguments: places, options } = command;
  const flags = words.filter((word) => word.startsWith('--'));
  const given = words.length - 2 * flags.length;
  return [
    ...(given < places.filter((it) => it.required).length || given > places.length ? ['arguments'] : []),
    ...options.filter((it) => it.mandatory && !flags.includes(it.long ?? '')).map((it) => it.flags),
    ...flags.filter((flag) => !options.some((it) => it.long === flag)),
  ];
}

describe('tasks', () => {
  test('of units and of Home Affairs, the most urgent first; Tết is no working day', () => {
    expect(
      tasksOf(aWaiting(), null).map(({ office, what, which, workingDays }) => [
        office,
        what,
        which,
        workingDays,
      ]),
    ).toStrictEqual([
      // 5, 6 and 7 February; the 8th to the 14th are Tết.
      ['unit', 'dossiers', ['so-y-te'], 3],
      ['unit', 'dossiers', ['so-moi'], 4],
      ['home-affairs', 'reviews', ['so-tu-phap'], 10],
    ]);
  });

  test('of one unit, with the command that does it; none once its deadline is past', () => {
    const asker = { office: 'unit', unit: 'so-y-te' } as const;
    expect(tasksOf(aWaiting(), asker)).toMatchObject([
      {
        campaign: '2023',
        unit: 'so-y-te',
        before: cutoff,
        command: 'thidua dossier file 2023 --as unit:so-y-te --from THƯ-MỤC',
      },
    ]);
    expect(tasksOf(aWaiting({ now: cutoff }), asker)).toStrictEqual([]);
  });

  test('a launch plan is asked of a unit until it is recorded', () => {
    const launching = aWaiting({
      now: at('2023-03-01T09:00:00'),
      campaigns: [
        {
          campaign: '2023',
          stage: 'launch',
          frozen: 'free',
          round: 0,
          awaiting: [{ from: 'unit', what: 'launch-plans', which: [], count: 1 }],
        },
      ],
      dossiers: [],
    });
    const asker = { office: 'unit', unit: 'so-y-te' } as const;
    expect(tasksOf(launching, asker)).toMatchObject([
      { what: 'launch-plans', before: at('2024-01-01T00:00:00') },
    ]);
    const recorded = { ...launching, launchPlans: [{ campaign: '2023', unit: 'so-y-te' }] };
    expect(tasksOf(recorded, asker)).toStrictEqual([]);
  });

  test.each([
    ['2023/cutoff/last-day-not-working', cutoff],
    ['2023/forward-cutoff/last-day-not-working', at('2024-02-25T00:00:00')],
    ['2023/communes/highest-rank/tie', at('2024-02-25T00:00:00')],
  ])('a question has the deadline of what it holds up: %s', (key, before) => {
    const awaiting = [{ from: 'home-affairs', what: 'question', which: [key], count: 1 }];
    const campaigns = [
      { campaign: '2023' as const, stage: 'select', frozen: 'free' as const, round: 0, awaiting },
    ];
    expect(tasksOf(aWaiting({ campaigns, dossiers: [] }), { office: 'home-affairs' })).toMatchObject([
      { what: 'question', before, command: `thidua question show 2023 ${key}` },
    ]);
  });

  test.each([
    ['unit', 'launch-plans'],
    ['unit', 'dossiers'],
    ['home-affairs', 'reviews'],
    ['home-affairs', 'ranking'],
    ['home-affairs', 'question'],
    ['home-affairs', 'shortlist'],
    ['home-affairs', 'forwarding'],
    ['board', 'appraisal'],
    ['chairman', 'sign-off'],
    ['home-affairs', 'decision-number'],
    ['home-affairs', 'ceremony'],
  ])('the command that it names can be typed: %s, %s', (from, what) => {
    const awaiting = [{ from, what, which: ['communes'], count: 1 }];
    const campaigns = [
      { campaign: '2023' as const, stage: 'select', frozen: 'free' as const, round: 0, awaiting },
    ];
    const [task] = tasksOf(aWaiting({ campaigns }), null).filter((it) => it.what === what);
    expect(misuse(task?.command ?? '')).toStrictEqual([]);
    const again = tasksOf(aWaiting({ campaigns: campaigns.map((it) => ({ ...it, round: 1 })) }), null);
    expect(misuse(again.find((it) => it.what === what)?.command ?? '')).toStrictEqual([]);
  });

  test('nothing of a campaign that is closed', () => {
    const campaigns = [
      { campaign: '2023' as const, stage: 'closed', frozen: 'signed' as const, round: 1, awaiting: [] },
    ];
    expect(tasksOf(aWaiting({ campaigns }), null)).toStrictEqual([]);
  });
});

describe('of whom is asked', () => {
  const known = {
    units: [
      { code: 'so-y-te', name: 'Sở Y tế' },
      { code: 'xa-dong', name: 'UBND xã Đông' },
      { code: 'xa-dong-2025', name: 'UBND xã Đông' },
    ],
    nominees: (
      [
        ['n1', 'individual', 'so-y-te', 'p1', 'Đỗ Thị Ánh'],
        ['n2', 'collective', 'so-y-te', null, 'Sở Y tế'],
      ] as const
    ).map(([nominee, kind, unit, personId, name]) => ({
      campaign: '2023' as const,
      nominee,
      kind,
      unit,
      personId,
      name,
    })),
  };

  test.each([
    ['so-y-te', 'so-y-te'],
    ['so y te', 'so-y-te'],
    ['SỞ Y TẾ'.normalize('NFD'), 'so-y-te'],
    ['n2', 'so-y-te'],
    ['do thi anh', 'p1'],
    ['n1', 'p1'],
  ])('%s is %s', (given, code) => {
    expect(findSubject(given, known)).toMatchObject({
      subject: given === 'n1' || code === 'p1' ? { personId: code } : { code },
    });
  });

  test('several of one name are listed, an unknown one gets the nearest', () => {
    expect(findSubject('xa dong', known)).toMatchObject({
      isNear: false,
      among: [{ code: 'xa-dong' }, { code: 'xa-dong-2025' }],
    });
    const near = findSubject('so y tee', known);
    expect(near).toMatchObject({ isNear: true });
    expect('among' in near && near.among[0]).toMatchObject({ code: 'so-y-te' });
  });

  test('names are compared without diacritics, case and punctuation', () => {
    expect(bare('  UBND xã Đông-Bình ')).toBe('ubnd xa dong binh');
    expect(nearest('ab', [{ code: 'abc' }, { code: 'xyz' }])).toStrictEqual([{ code: 'abc' }]);
  });
});
