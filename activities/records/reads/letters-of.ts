import { sql } from 'kysely';
import { z } from 'zod';
import type { Records } from '../database/open.js';

/** A letter that a workflow's act has left, with how its mails stand. */
export interface SentLetter {
  key: string;
  /** Business instant, epoch ms. */
  at: number;
  code: string;
  /** The subject of one of its mails; null while there is none. */
  subject: string | null;
  /** How many mails stand in each state. */
  states: Record<string, number>;
}

const States = z.record(z.string(), z.number());

/** The letters that the acts of a workflow have left, the oldest first. */
export async function lettersOf(records: Records, workflow: string): Promise<SentLetter[]> {
  const prefix = `${workflow}/`;
  const { rows } = await sql<Omit<SentLetter, 'states'> & { states: unknown }>`
    with counted as (
      select left(key, -length(recipient) - 1) as letter, state, count(*) as count, min(subject collate "C") as subject
      from mail where starts_with(key, ${prefix}) group by 1, 2
    )
    select key, business_time as at, content ->> 'code' as code,
      (select min(subject) from counted where letter = key) as subject,
      (select coalesce(jsonb_object_agg(state, count), '{}') from counted where letter = key) as states
    from letter where starts_with(key, ${prefix}) order by business_time, seq
  `.execute(records.db);
  return rows.map((row) => ({ ...row, states: States.parse(row.states) }));
}
