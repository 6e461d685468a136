import { sql } from 'kysely';
import { z } from 'zod';
import { select } from '../../../workflows/rules/selection/select.js';
import { type SelectionInput, selectionSchemas } from '../../../workflows/rules/selection/input.js';
import type { SelectionAnswer } from '../../../workflows/rules/selection/answer.js';
import { plan263 } from '../../plan/plans.js';
import type { Evidence } from './evidence.js';

const { input: Input } = selectionSchemas(plan263);
export const parseInput = (input: unknown): SelectionInput => Input.parse(input);

/** The selection of an input that has no faults. */
export function answerOf(input: SelectionInput): SelectionAnswer {
  const answer = select(plan263, input);
  if ('faults' in answer) throw new Error(`faults: ${answer.faults.map((it) => it.code).join(', ')}`);
  return answer;
}

/**
 * The facts that a list rests on, read by statements of our own: units, rankings, dossiers, ledger. Each list is
 * sorted, so that two readings of the same facts are equal.
 */
export async function readFacts({ records, plan, campaign }: Evidence): Promise<Facts> {
  const { rows } = await sql<{ facts: unknown }>`
    with newest as (
      select distinct on (campaign, period, bloc) campaign, period, bloc, rows from ranking
      where plan = ${plan} order by campaign, period, bloc, id desc
    ), current as (
      select row from newest, jsonb_array_elements(rows) as row where campaign = ${campaign} and period = 'current'
    ), before as (
      select distinct on (bloc) bloc, rows from newest
      where (campaign = ${campaign} and period = 'previous') or (campaign = ${lastYear(campaign)} and period = 'current')
      order by bloc, period desc
    ), mine as (
      select d.unit, d.status, coalesce(f.content -> 'nominees', '[]') as nominees
      from dossier d left join filing f using (receipt)
      where d.plan = ${plan} and d.campaign = ${campaign}
    )
    select jsonb_build_object(
      'current', (select coalesce(jsonb_agg(row), '[]') from current),
      'previous', (select coalesce(jsonb_agg(row), '[]') from before, jsonb_array_elements(rows) as row),
      'dossiers', (select coalesce(jsonb_agg(to_jsonb(mine)), '[]') from mine where status <> 'open'),
      'units', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'bloc', bloc)), '[]') from unit
        where code in (select unit from mine) or code in (select row ->> 'unit' from current)),
      'ledger', (select coalesce(jsonb_agg(jsonb_build_object('year', campaign::int, 'kind', kind, 'unit', unit,
          'personId', person_id, 'revoked', revoked_at is not null)), '[]')
        from ledger where plan = ${plan} and campaign <> 'summary'),
      'successions', (select coalesce(jsonb_agg(jsonb_build_object('from', code, 'to', successor)), '[]')
        from unit where successor is not null and valid_to <= ${plan263.period.to}::date)
    ) as facts
  `.execute(records.db);
  return sortedFacts(Facts.parse(rows[0]?.facts), campaign === 'summary');
}

const lastYear = (campaign: string): string => (campaign === 'summary' ? '' : String(Number(campaign) - 1));

const Row = z.record(z.string(), z.unknown());
const Facts = z.object({
  current: z.array(Row),
  previous: z.array(Row),
  dossiers: z.array(Row),
  units: z.array(Row),
  ledger: z.array(Row),
  successions: z.array(Row),
});
export type Facts = z.infer<typeof Facts>;

/** The same facts out of an input that the records keep. */
export function factsOf(input: SelectionInput): Facts {
  const facts = {
    current: input.rankings.current ?? [],
    previous: input.kind === 'annual' ? (input.rankings.previous ?? []) : [],
    dossiers: input.dossiers ?? [],
    units: input.units,
    ledger: input.ledger ?? [],
    successions: input.kind === 'summary' ? (input.successions ?? []) : [],
  };
  return sortedFacts(Facts.parse(facts), input.kind === 'summary');
}

function sortedFacts(facts: Facts, isSummary: boolean): Facts {
  const none: Facts['ledger'] = [];
  return {
    current: sorted(facts.current),
    previous: isSummary ? none : sorted(facts.previous),
    dossiers: sorted(facts.dossiers),
    units: sorted(facts.units),
    ledger: isSummary ? sorted(facts.ledger) : none,
    successions: isSummary ? sorted(facts.successions) : none,
  };
}

function sorted(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const known = rows.map((row) => ordered(row));
  return [...known].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Keys in one order, nothing where there is no value. */
function ordered(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => [key, orderedValue(value)]),
  );
}

function orderedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(orderedValue);
  const row = Row.safeParse(value);
  return row.success ? ordered(row.data) : value;
}

/** Which facts are others, in a few words. */
export function otherFacts(one: Facts, other: Facts): string[] {
  return Object.keys(Facts.shape).flatMap((name) => {
    const key = Facts.keyof().parse(name);
    const was = one[key].map((row) => JSON.stringify(row));
    const is = other[key].map((row) => JSON.stringify(row));
    const gone = was.filter((row) => !is.includes(row));
    const come = is.filter((row) => !was.includes(row));
    return gone.length + come.length === 0
      ? []
      : [
          `${name}: ${gone.map((it) => `- ${short(it)}`).join(' ')} ${come.map((it) => `+ ${short(it)}`).join(' ')}`,
        ];
  });
}

const short = (text: string): string => (text.length > 260 ? `${text.slice(0, 260)}…` : text);
