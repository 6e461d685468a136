import { seatsOf } from '../../../workflows/plan/seats.js';
import { plan263 } from '../../plan/plans.js';
import type { Check, Evidence } from './evidence.js';

/** Never more certificates than the plan has seats; no seat filled twice, nobody with two. */
export const quota: Check = {
  name: 'quota',
  async find(evidence) {
    const rows = await ledgerRows(evidence);
    const known = new Set(
      seatsOf(plan263, evidence.campaign).map((it) => `${it.bloc}/${it.kind}/${it.seat}`),
    );
    const filled = rows.map((it) => `${it.bloc}/${it.kind}/${it.seat}`);
    const people = rows.flatMap((it) => it.person_id ?? []);
    const collectives = rows.flatMap((it) => (it.kind === 'collective' ? [it.unit] : []));
    return [
      ...filled.filter((seat) => !known.has(seat)).map((seat) => `The plan has no seat ${seat}.`),
      ...repeated(filled).map((seat) => `The seat ${seat} is filled twice.`),
      ...repeated(people).map((person) => `The person ${person} has two certificates.`),
      ...repeated(collectives).map((unit) => `The unit ${unit} has two certificates as a collective.`),
    ];
  },
};

const ledgerRows = ({ records, plan, campaign }: Evidence) =>
  records.db
    .selectFrom('ledger')
    .select(['bloc', 'kind', 'seat', 'unit', 'person_id'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .execute();

const repeated = (list: readonly string[]): string[] => [
  ...new Set(list.filter((it, index) => list.indexOf(it) !== index)),
];
