import { sql } from 'kysely';
import { z } from 'zod';
import type { Records } from '../database/open.js';
import { keptRuns, unzipHistory } from '../reads/histories.js';
import type { Fault } from './fault.js';

type Readable = Pick<Records, 'db'>;

/** The chain of the kept histories, and each of them: it can be read, and has as many events as were kept. */
export async function historyFaults(records: Readable): Promise<Fault[]> {
  return [...(await chainFaults(records)), ...(await unreadable(records))];
}

/** The database hashes: what it keeps may be gigabytes. */
async function chainFaults({ db }: Readable): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    with chain as (
      select workflow_id, run_id, seq, hash, previous,
        row_number() over (order by seq) as place, lag(hash, 1, repeat('0', 64)) over (order by seq) as before,
        encode(sha256(convert_to(concat_ws(chr(31), seq, workflow_id, run_id, status, events,
          to_char(exported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), encode(sha256(history), 'hex'), previous),
          'UTF8')), 'hex') as now
      from history
    )
    select 'history' as table, workflow_id || '/' || run_id as row,
      case when seq <> place then 'missing-row' when previous <> before then 'other-previous' else 'other-hash' end as fault
    from chain where seq <> place or previous <> before or hash <> now order by seq limit 1
  `.execute(db);
  return rows;
}

const History = z.object({ events: z.array(z.unknown()) });

async function unreadable({ db }: Readable): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { workflowId, runId } of await keptRuns({ db })) {
    const kept = await db
      .selectFrom('history')
      .select(['events', 'history'])
      .where('run_id', '=', runId)
      .where('workflow_id', '=', workflowId)
      .executeTakeFirst();
    const events = kept === undefined ? null : await countEvents(kept.history);
    if (events !== kept?.events)
      faults.push({ table: 'history', row: `${workflowId}/${runId}`, fault: 'unreadable' });
  }
  return faults;
}

async function countEvents(packed: Buffer): Promise<number | null> {
  try {
    return History.parse(JSON.parse(await unzipHistory(packed))).events.length;
  } catch {
    return null;
  }
}
