import type { SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { formatMoment } from '../rules/days.js';

/** What the Temporal UI shows beside a wait. */
export function waitSummary(moment: number | null): string {
  return moment === null ? 'chờ việc của người có thẩm quyền' : `chờ đến ${formatMoment(moment)}`;
}

/** Sets the search attributes that differ from what the server knows. */
export function index(pairs: SearchAttributePair[]): void {
  const known = workflowInfo().typedSearchAttributes;
  const changed = pairs.filter((pair) => known.get(pair.key) !== pair.value);
  if (changed.length > 0) upsertSearchAttributes(changed);
}
