import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { plain } from '../../../workflows/api/acts.js';
import type { RunEvent } from './events.js';

/** A run of a workflow with what its events tell. */
export interface Run {
  workflow: string;
  runId: string;
  events: RunEvent[];
}

/** Where a history holds an act: the event with which the records answered. */
export interface EventPlace {
  workflow: string;
  run: string;
  event: number;
}

/**
 * Which event of its workflow's runs (the oldest first) stands for which audit row, by the row's key. An activity names the act;
 * a local activity leaves its outcome alone, so those of one outcome are taken in the order of the rows, as they were recorded.
 */
export function placesOf(rows: readonly AuditRow[], runs: readonly Run[]): Map<string, EventPlace> {
  const places = new Map<string, EventPlace>();
  const waiting = new Map<string, AuditRow[]>();
  const named = new Map<string, EventPlace>();
  const anonymous: { outcome: string; place: EventPlace }[] = [];
  for (const { workflow, runId: run, events } of runs) {
    for (const event of events) {
      if (event.type !== 'recorded') continue;
      const place = { workflow, run, event: event.id };
      if (event.key === null) anonymous.push({ outcome: outcomeDigest(event.outcome), place });
      else named.set(event.key, place);
    }
  }
  for (const row of rows) {
    const place = named.get(row.key);
    if (place !== undefined) places.set(row.key, place);
    else push(waiting, outcomeDigest(row.outcome), row);
  }
  for (const { outcome, place } of anonymous) {
    const row = waiting.get(outcome)?.shift();
    if (row !== undefined) places.set(row.key, place);
  }
  return places;
}

const outcomeDigest = (outcome: unknown): string => digestOf(plain({ outcome }));

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
