import { sql } from 'kysely';
import { z } from 'zod';
import type { Records } from '../database/open.js';

const Step = z.object({ what: z.string(), at: z.string() });

/** What of a campaign was past before the movement began here. `at`: when that was recorded, epoch ms. */
export interface PastMark {
  kind: 'imported' | 'skipped' | 'begun-late';
  at: number;
  reason: string | null;
  /** Of a campaign begun late: what was due before, and done by nobody; instants as `2024-01-26T08:00:00+07:00`. */
  steps: { what: string; at: string }[];
}

const kinds: ReadonlyMap<string, PastMark['kind']> = new Map([
  ['imported', 'imported'],
  ['campaign-skipped', 'skipped'],
  ['steps-skipped', 'begun-late'],
]);

/** The marks by plan and campaign (`263/2023`): an import counts before a skipping, the latest before earlier ones. */
export async function pastMarks(records: Records): Promise<Map<string, PastMark>> {
  const { rows } = await sql<{ key: string; act: string; at: number; reason: string | null; steps: unknown }>`
    select distinct on (1) plan || '/' || coalesce(campaign, facts ->> 'campaign') as key, act, business_time as at, reason,
      coalesce(facts -> 'skipped', '[]'::jsonb) as steps
    from audit
    where act = any(${[...kinds.keys()]}::text[]) and outcome -> 'refusal' = 'null'::jsonb
    order by 1, act <> 'imported', seq desc
  `.execute(records.db);
  return new Map(
    rows.flatMap(({ key, act, at, reason, steps }) => {
      const kind = kinds.get(act);
      return kind === undefined ? [] : [[key, { kind, at, reason, steps: z.array(Step).parse(steps) }]];
    }),
  );
}
