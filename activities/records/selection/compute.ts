import type { Transaction } from 'kysely';
import { digestOf } from '../../../workflows/rules/digest.js';
import { type Fitted, selectWithKept } from '../../../workflows/rules/selection/kept-answers.js';
import type { Fault } from '../../../workflows/rules/selection/answer.js';
import type { SelectionInput } from '../../../workflows/rules/selection/input.js';
import { select } from '../../../workflows/rules/selection/select.js';
import { businessNow } from '../database/business-time.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { planOf } from '../registry/plans.js';
import { buildSelectionInput } from './input.js';
import { makeStorable } from '../database/storable.js';
import { keepSelection } from './kept.js';
import type { SelectionSummary } from '../../../workflows/api/effects.js';
import type { SelectionRequest } from '../../../workflows/api/acts.js';

/**
 * Stage 5: computes who wins from what the records hold now, and keeps input and answer whole. Answers to another
 * question than was asked, and shortlists that no longer fit, are left out and named in `dropped`. Rejects on any other
 * fault of the input: it is ours.
 */
export async function computeSelection(
  records: Records,
  request: SelectionRequest,
): Promise<SelectionSummary> {
  const { plan, campaign } = request;
  const selected = await atOneMoment(records, (trx) => selectNow(trx, request));
  const { inputDigest, input, answer } = selected;
  await keepSelection(records, {
    plan,
    campaign,
    inputDigest,
    listDigest: answer.digest,
    input,
    answer,
    at: await businessNow(records),
  });
  return summarise(selected);
}

/** The faults of a shortlist that is tried; none where it may be recorded. Nothing is kept. */
export async function tryShortlist(
  records: Records,
  request: SelectionRequest,
): Promise<{ path: string; code: string }[]> {
  return atOneMoment(records, async (trx) => {
    const untried = { ...request, shortlist: { individuals: {}, collectives: {} } };
    const { input } = await selectNow(trx, untried);
    const { individuals, collectives } = request.shortlist;
    const shortlist = input.kind === 'annual' ? { individuals } : { individuals, collectives };
    const answer = select(await planOf({ db: trx }, request.plan, request.campaign), { ...input, shortlist });
    return 'faults' in answer ? answer.faults.map(({ path, code }) => ({ path, code })) : [];
  });
}

/** What would be selected were the records' input another, or all that is wrong with that; nothing is kept. */
export async function trySelection(
  records: Records,
  request: SelectionRequest,
  change: (input: SelectionInput) => SelectionInput,
): Promise<Fitted | { faults: Fault[] }> {
  return atOneMoment(records, async (trx) => {
    const storable = makeStorable(request);
    const plan = await planOf({ db: trx }, request.plan, request.campaign);
    const gathered = await buildSelectionInput(trx, plan, storable);
    return selectWithKept(plan, change(gathered), storable.answers);
  });
}

/** A selection made within a transaction, from what that transaction sees. */
export interface SelectedNow extends Fitted {
  inputDigest: string;
}

export async function selectNow(trx: Transaction<Database>, request: SelectionRequest): Promise<SelectedNow> {
  const storable = makeStorable(request);
  const plan = await planOf({ db: trx }, request.plan, request.campaign);
  const gathered = await buildSelectionInput(trx, plan, storable);
  const fitted = selectWithKept(plan, gathered, storable.answers);
  if ('faults' in fitted)
    throw new Error(`The records can't be selected from: ${JSON.stringify(fitted.faults)}`);
  return { ...fitted, inputDigest: digestOf(fitted.input) };
}

const atOneMoment = <R>(records: Records, work: (trx: Transaction<Database>) => Promise<R>): Promise<R> =>
  records.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

function summarise({ inputDigest, answer, asked, dropped }: SelectedNow): SelectionSummary {
  return {
    input: inputDigest,
    digest: answer.digest,
    dropped,
    questions: answer.questions.map(({ key, bloc, kind, reason, options, choose }) => ({
      key,
      bloc,
      kind,
      reason,
      options: [...options],
      choose,
      asked: asked[key] ?? '',
    })),
    waiting: answer.waiting.map(({ bloc, kind, seat, for: what }) => ({ bloc, kind, seat, for: what })),
    winners: answer.winners.map(({ bloc, kind, seat, unit, nominee }) => ({
      bloc,
      kind,
      seat,
      unit,
      nominee,
    })),
    vacancies: answer.vacancies.map(({ bloc, kind, seat, reason }) => ({ bloc, kind, seat, reason })),
  };
}
