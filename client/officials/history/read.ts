import { auditRows } from '../../../activities/records/acts/audit.js';
import type { Records } from '../../../activities/records/database/open.js';
import { lettersOf } from '../../../activities/records/reads/letters-of.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { namesOfRecords } from '../names-of.js';
import { joinedRuns, keptRuns, readRun, type RunHistory } from './runs.js';
import { timelineOf, type TimelineEntry } from './timeline.js';

/** A workflow's story from what the records keep of it and what the server still has (nothing where it is away). */
export async function readTimeline(
  records: Records,
  plan: Plan,
  workflow: string,
  ofServer: () => Promise<RunHistory[]>,
): Promise<TimelineEntry[]> {
  const rows = await auditRows(records, { workflow });
  const histories = joinedRuns(await keptRuns(records, workflow), await ofServer());
  const names = await namesOfRecords(records, plan);
  const letters = await lettersOf(records, workflow);
  return timelineOf({ workflow, rows, runs: histories.map(readRun), letters }, names);
}

/** A story as it is read: a moment that came is worth a line where nothing else happened then. */
export function readableOf(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const busy = new Set(entries.filter(({ kind }) => kind !== 'moment').map(({ at }) => at));
  return entries.filter(({ kind, at }) => kind !== 'moment' || !busy.has(at));
}
