import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dossierId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { aUnit } from '../records/setup.js';
import { at, DossierHands, startDossier } from './dossiers.js';
import { DossierStatus } from '../../workflows/api/views.js';

/** What a dossier of each status makes of each message: taken, the code of its refusal, or how a signal leaves it. */
const table: Record<string, Record<DossierStatus, string>> = {
  fileDossier: {
    open: 'taken',
    submitted: 'taken',
    returned: 'taken',
    accepted: 'taken',
    rejected: 'taken',
    withdrawn: 'taken',
    lapsed: 'dossier.late',
  },
  withdrawDossier: {
    open: 'dossier.wrong-status',
    submitted: 'taken',
    returned: 'taken',
    accepted: 'taken',
    rejected: 'dossier.wrong-status',
    withdrawn: 'dossier.wrong-status',
    lapsed: 'dossier.wrong-status',
  },
  reviewDossier: {
    open: 'dossier.wrong-status',
    submitted: 'taken',
    returned: 'taken',
    accepted: 'taken',
    rejected: 'taken',
    withdrawn: 'dossier.wrong-status',
    lapsed: 'dossier.wrong-status',
  },
  look: {
    open: 'open',
    submitted: 'submitted',
    returned: 'returned',
    accepted: 'accepted',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    lapsed: 'lapsed',
  },
};

const cells = Object.entries(table).flatMap(([message, row], place) =>
  DossierStatus.options.map((status) => ({
    message,
    status,
    expected: row[status],
    unit: `xa-${status}-${place}`,
  })),
);
const cutoff = at('2024-02-10T00:00:00');

/** How a dossier gets into each status, by the messages that people send. */
const ways: Record<DossierStatus, (hands: DossierHands) => Promise<unknown>> = {
  open: () => Promise.resolve(),
  lapsed: () => Promise.resolve(),
  submitted: (hands) => hands.file(),
  returned: async (hands) => [await hands.file(), await hands.review('return')],
  accepted: async (hands) => [await hands.file(), await hands.review('accept')],
  rejected: async (hands) => [await hands.file(), await hands.review('reject')],
  withdrawn: async (hands) => [await hands.file(), await hands.withdraw()],
};

const isRefusal = (outcome: string): boolean => outcome.includes('.');

test('the table is total', () => {
  const names = Object.values(messages).filter((it) => it.on === 'dossier' || it.on === 'every');
  expect(Object.keys(table)).toStrictEqual(names.map((it) => it.name));
  for (const row of Object.values(table)) expect(Object.keys(row)).toStrictEqual(DossierStatus.options);
});

describe('a dossier', () => {
  let world: World;
  beforeAll(async () => {
    const units = cells.map(({ unit }) => aUnit(unit, 'communes'));
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')), units);
  });
  afterAll(() => world.stop());

  const outcome = async (message: string, hands: DossierHands): Promise<string> => {
    const handle = world.client.workflow.getHandle(dossierId('263', '2023', hands.unit));
    const updates: Record<string, () => ReturnType<DossierHands['file']>> = {
      fileDossier: () => hands.file('2'),
      withdrawDossier: () => hands.withdraw(),
      reviewDossier: () => hands.review('accept'),
    };
    const update = updates[message];
    if (update !== undefined) {
      const answer = await update();
      return answer.done ? 'taken' : (answer.refusal?.code ?? answer.sentence);
    }
    await handle.signal(message, { forged: true });
    await world.stepper.settle();
    const { name } = (await handle.describe()).status;
    return name === 'RUNNING' ? (await hands.state()).status : name;
  };

  test.each(cells)('$status: $message → $expected', async ({ message, status, expected, unit }) => {
    const hands = new DossierHands(world, '2023', unit);
    const now = status === 'lapsed' ? cutoff : at('2024-02-09T12:00:00');
    await startDossier(world, { campaign: '2023', unit, cutoff, now });
    await world.stepper.settle();
    await ways[status](hands);
    const before = await hands.state();
    expect(before.status).toBe(status);
    expect(await outcome(message, hands)).toBe(expected);
    if (isRefusal(expected)) expect(await hands.state()).toStrictEqual(before);
  });
});
