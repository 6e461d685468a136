import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { Bloc, type CampaignKey, NomineeKind } from '../../../workflows/plan/schema.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

const Seat = z.object({
  bloc: Bloc,
  kind: NomineeKind,
  seat: z.string(),
  clause: z.string(),
  explanation: z.string(),
});

/** A selection's whole answer, as the contract of `select` has it. */
export const StoredAnswer = z.object({
  contract: z.literal(1),
  plan: z.string(),
  kind: z.enum(['annual', 'summary']),
  year: z.number().optional(),
  winners: z.array(
    Seat.extend({
      unit: z.string(),
      nominee: z.string(),
      personId: z.string().optional(),
      name: z.string(),
      decidedBy: z.string().optional(),
    }),
  ),
  vacancies: z.array(Seat.extend({ reason: z.string() })),
  questions: z.array(
    z.object({
      key: z.string(),
      bloc: Bloc,
      kind: NomineeKind,
      reason: z.string(),
      options: z.array(z.string()),
      choose: z.number(),
      clause: z.string(),
      explanation: z.string(),
    }),
  ),
  waiting: z.array(z.object({ bloc: Bloc, kind: NomineeKind, seat: z.string(), for: z.string() })),
  refusals: z.array(
    z.object({ nominee: z.string(), unit: z.string(), codes: z.array(z.string()), explanation: z.string() }),
  ),
  order: z.partialRecord(
    Bloc,
    z.object({ collectives: z.array(z.string()).optional(), individuals: z.array(z.string()) }),
  ),
  digest: z.string(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** A selection as it was computed: input and answer, whole. */
export interface StoredSelection {
  inputDigest: string;
  listDigest: string;
  /** As `thidua select` takes it. */
  input: unknown;
  answer: StoredAnswer;
}

/** Keeps a selection under its input's digest; the one computed last is the newest of its list. */
export async function keepSelection(
  records: Records,
  kept: {
    plan: string;
    campaign: CampaignKey;
    inputDigest: string;
    listDigest: string;
    input: unknown;
    answer: unknown;
    at: number;
  },
): Promise<void> {
  const [input, answer] = await Promise.all([
    zip(JSON.stringify(kept.input)),
    zip(JSON.stringify(kept.answer)),
  ]);
  await records.db
    .insertInto('selection')
    .values({
      plan: kept.plan,
      campaign: kept.campaign,
      input_digest: kept.inputDigest,
      list_digest: kept.listDigest,
      input,
      answer,
      computed_at: toInstant(kept.at),
    })
    .onConflict((conflict) =>
      conflict.column('input_digest').doUpdateSet({ computed_at: toInstant(kept.at) }),
    )
    .execute();
}

type Db = Pick<Transaction<Database>, 'selectFrom'>;

const selectionsOf = (db: Db, { plan, campaign }: { plan: string; campaign: CampaignKey }) =>
  db.selectFrom('selection').selectAll().where('plan', '=', plan).where('campaign', '=', campaign);

/** The selection of this digest, the list's or the input's; of several with one list, the one computed last. */
export async function findSelection(
  db: Db,
  query: { plan: string; campaign: CampaignKey; digest: string },
): Promise<StoredSelection | null> {
  const row = await selectionsOf(db, query)
    .where((eb) => eb.or([eb('input_digest', '=', query.digest), eb('list_digest', '=', query.digest)]))
    .orderBy('computed_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : unpack(row);
}

/** The very selection that was computed from this input. */
export async function selectionByInput(
  db: Db,
  query: { plan: string; campaign: CampaignKey; input: string },
): Promise<StoredSelection | null> {
  const row = await selectionsOf(db, query).where('input_digest', '=', query.input).executeTakeFirst();
  return row === undefined ? null : unpack(row);
}

/** Rejects where what was kept can't be read any more. */
export async function unpack(row: {
  input_digest: string;
  list_digest: string;
  input: Buffer;
  answer: Buffer;
}): Promise<StoredSelection> {
  const [input, answer] = await Promise.all([unzip(row.input), unzip(row.answer)]);
  const parsedInput: unknown = JSON.parse(input.toString('utf8'));
  return {
    inputDigest: row.input_digest,
    listDigest: row.list_digest,
    input: parsedInput,
    answer: StoredAnswer.parse(JSON.parse(answer.toString('utf8'))),
  };
}
