import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';

type History = ReturnType<typeof historyFromJSON>;

export interface Run {
  runId: string;
  history: History;
}

/** Every run of a workflow from the one named, each continued as new by the next. */
export async function runsFrom(client: Client, workflowId: string, firstRunId: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (let runId: string | undefined = firstRunId; runId !== undefined;) {
    const history: History = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push({ runId, history });
    const last: { newExecutionRunId?: string | null } | null | undefined =
      history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
    runId = last?.newExecutionRunId ?? undefined;
  }
  return runs;
}

/** A history is for the eyes of reviewers too: a bigger one is no example. */
const largest = 300_000;

/** With UPDATE_HISTORIES set: keeps a history for the replay tests of every later release, as `<name>.json`. */
export function keepHistory(name: string, history: History): void {
  if (!process.env['UPDATE_HISTORIES']) return;
  // Stack traces name the machine's folders, and no replay looks at them.
  const text = JSON.stringify(
    JSON.parse(historyToJSON(history), (key, value: unknown) => (key === 'stackTrace' ? '' : value)),
  );
  if (text.length > largest) throw new Error(`The history ${name} has ${text.length} characters.`);
  writeFileSync(new URL(`${name}.json`, import.meta.url), `${text}\n`);
}

/** The histories kept, by name. */
export function keptHistories(): { name: string; history: History }[] {
  const folder = new URL('./', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.json'.length),
    history: historyFromJSON(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  }));
}
