import { plan263 } from '../../plan/plans.js';
import { z } from 'zod';
import type { SelectionInput } from '../../../workflows/rules/selection/input.js';
import { select } from '../../../workflows/rules/selection/select.js';
import { type Check, doneActs, type Evidence, keptSelection } from './evidence.js';
import { answerOf, factsOf, otherFacts, parseInput, readFacts } from './input.js';
import { saidProblems } from './said.js';

/** What the audit says of a forwarding. */
const Forwarded = z.object({ digest: z.string(), input: z.string() });
/** What it says of a signature. */
const Signed = z.object({
  decision: z.enum(['approve', 'return']),
  digest: z.string(),
  strikes: z.array(z.object({ nominee: z.string() })),
});

/**
 * The ledger is what `select` says of the records as they were when the list was forwarded, less the strikes; and
 * nothing that the list rests on changed before the signature.
 */
export const ledgerIsTheForwardedList: Check = {
  name: 'ledger-is-the-forwarded-list',
  async find(evidence) {
    const inHand = await listProblems(evidence);
    return inHand.length > 0 ? inHand : ledgerProblems(evidence);
  },
};

async function listProblems(evidence: Evidence): Promise<string[]> {
  const { list, notes } = evidence;
  if (list === null) return [];
  const known = `looked-at-when-signed/${list.input}`;
  if (list.isSigned && notes.has(known)) return [];
  if (list.isSigned) {
    notes.set(known, 'yes');
    // What came beside the signature came before it or after: nobody can tell.
    if (isBesideOthers(evidence)) return [];
  }
  const kept = await keptSelection(evidence, list.input);
  if (kept === null) return [`The records don't keep the input ${list.input} of the list in hand.`];
  const input = parseInput(kept.input);
  const { digest } = answerOf(input);
  if (digest !== list.digest)
    return [`The list in hand is ${list.digest}, select says ${digest} of its input.`];
  const others = otherFacts(factsOf(input), await readFacts(evidence));
  if (others.length > 0) {
    const state = list.isSigned ? 'The list was signed' : 'The list is in hand';
    return [
      `${state}, but the records hold other facts than those it was forwarded with: ${others.join('; ')}`,
    ];
  }
  return saidProblems(evidence, input);
}

function isBesideOthers({ log }: Evidence): boolean {
  const last = log.at(-1)?.step;
  return log.filter((it) => it.step === last).length > 1;
}

async function ledgerProblems(evidence: Evidence): Promise<string[]> {
  const { records, plan, campaign } = evidence;
  const rows = await records.db
    .selectFrom('ledger')
    .select(['bloc', 'kind', 'seat', 'unit', 'nominee', 'person_id', 'name'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .execute();
  const decided = doneActs(evidence, 'recordDecision').at(-1);
  if (decided === undefined) return rows.length === 0 ? [] : ['The ledger has rows without a decision.'];
  const forwarded = doneActs(evidence, 'forward').at(-1);
  const signed = doneActs(evidence, 'signOff').at(-1);
  if (forwarded === undefined || signed === undefined)
    return ['A decision without a forwarded, signed list.'];
  const { input } = Forwarded.parse(forwarded.facts);
  const { strikes } = Signed.parse(signed.facts);
  const kept = await keptSelection(evidence, input);
  if (kept === null) return [`The records don't keep the input ${input} of the forwarded list.`];
  const struck = new Set(strikes.map((it) => it.nominee));
  const expected = winnersOf(parseInput(kept.input), struck);
  const actual = rows.map((it) => seatLine({ ...it, personId: it.person_id })).sort();
  return JSON.stringify(actual) === JSON.stringify(expected)
    ? []
    : [`The ledger is another than the forwarded list: ${JSON.stringify({ actual, expected })}`];
}

function winnersOf(input: SelectionInput, struck: ReadonlySet<string>): string[] {
  const answer = select(plan263, input);
  const winners = 'faults' in answer ? [] : answer.winners;
  return winners
    .filter((it) => !struck.has(it.nominee))
    .map((it) => seatLine({ ...it, personId: it.personId ?? null }))
    .sort();
}

const seatLine = (it: {
  bloc: string;
  kind: string;
  seat: string;
  unit: string;
  nominee: string;
  personId: string | null;
  name: string;
}): string => [it.bloc, it.kind, it.seat, it.unit, it.nominee, it.personId ?? '', it.name].join(' | ');
