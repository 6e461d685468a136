import { sql } from 'kysely';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { aDossier, unitOfficial } from '../workflows/people.js';
import { Dossiers, must } from './dossiers.js';
import type { Measurement, Scale } from './figures.js';
import { compareInTurn, range, timeEach } from './series.js';
import { Site } from './site.js';
import { manyUnits } from './units.js';

const sizes: Record<Scale, { rounds: number; each: number; receipts: number }> = {
  full: { rounds: 7, each: 96, receipts: 800 },
  quick: { rounds: 1, each: 48, receipts: 300 },
  tiny: { rounds: 0, each: 4, receipts: 20 },
};

/** Filing through the workflow, and the records alone, each against the same number of bare ones. */
export const filing: Measurement = {
  rows: [
    { name: 'filing.ratio', unit: 'ratio', goal: { atLeast: 0.8 } },
    { name: 'filing.receive', unit: 'ratio', goal: { atLeast: 0.35 } },
  ],
  async measure(scale, say) {
    const size = sizes[scale];
    const units = manyUnits((size.rounds + 1) * Math.max(size.each, size.receipts));
    const site = await Site.open({ units });
    try {
      return {
        'filing.ratio': await filingRatio(site, size, say),
        'filing.receive': await receiveRatio(site, size, say),
      };
    } finally {
      await site.close();
    }
  },
};

const unitOf = (index: number): string => `don-vi-${String(index)}`;
const quarter = 90 * 86_400_000;

async function filingRatio(
  site: Site,
  { rounds, each }: { rounds: number; each: number },
  say: (line: string) => void,
): Promise<number> {
  const now = Date.now();
  const dossiers = new Dossiers(site, { mode: 'service', now }, now + quarter);
  await dossiers.open(range(0, (rounds + 1) * each).map(unitOf));
  const bare = async (id: string): Promise<void> => {
    const options = { workflowId: id, taskQueue: 'bare' };
    const handle = await site.client.workflow.start('filed', options);
    await handle.executeUpdate('file', { args: [id] });
  };
  const ours = async (unit: string): Promise<void> => {
    await dossiers.start(unit);
    await dossiers.file(unit);
  };
  const numbers = (round: number): number[] => range(round * each, (round + 1) * each);
  return compareInTurn(
    { name: 'bare', round: (round) => timeEach(numbers(round), (index) => bare(`bare/${String(index)}`)) },
    {
      name: 'ours',
      round: async (round) => {
        const time = await timeEach(numbers(round).map(unitOf), ours);
        await site.quiet();
        return time;
      },
    },
    rounds,
    (line) => say(`filing.ratio, ${String(each)} a round: ${line}`),
  );
}

async function receiveRatio(
  site: Site,
  { rounds, receipts }: { rounds: number; receipts: number },
  say: (line: string) => void,
): Promise<number> {
  const { records, services } = site;
  const campaign = '2023';
  await sql`create table bare_row (receipt text primary key, digest text, content jsonb, at timestamptz)`.execute(
    records.db,
  );
  const insert = async (index: number): Promise<void> => {
    const content = aDossier(campaign, unitOf(index));
    const row = [`bare/${String(index)}`, digestOf(content), JSON.stringify(content)];
    await sql`insert into bare_row values (${row[0]}, ${row[1]}, ${row[2]}, now())`.execute(records.db);
  };
  const receive = async (index: number): Promise<void> => {
    const unit = unitOf(index);
    const content = aDossier(campaign, unit);
    const actor = unitOfficial(unit);
    const received = await receiveFiling(records, { plan: services.plan, campaign, unit, actor, content });
    if ('refusal' in received) must({ done: false, refusal: received.refusal, sentence: '' });
  };
  const numbers = (round: number): number[] => range(round * receipts, (round + 1) * receipts);
  return compareInTurn(
    { name: 'inserts', round: (round) => timeEach(numbers(round), insert) },
    { name: 'receipts', round: (round) => timeEach(numbers(round), receive) },
    rounds,
    (line) => say(`filing.receive, ${String(receipts)} a round: ${line}`),
  );
}
