import { Worker } from '@temporalio/worker';
import type { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { messages } from '../../workflows/api/messages.js';
import { unitOfficial } from '../workflows/people.js';
import { replayOptions } from './ground.js';
import type { Play } from './play.js';
import { settle } from './settle.js';

type History = ReturnType<typeof historyFromJSON>;
interface Kept {
  workflowId: string;
  history: History;
}

/** What is looked at once a run is over; each by its name. */
export const endings: Record<string, (play: Play) => Promise<string[]>> = {
  'answers-afterwards': answersAfterwards,
  'no-task-fails': noTaskFails,
  replays,
};

/** The campaign answers a query and a harmless message. */
async function answersAfterwards(play: Play): Promise<string[]> {
  const state = await play.state();
  const id = play.nextId();
  const message = { actor: unitOfficial('so-y-te'), unit: 'so-y-te', text: 'Không có gì.' };
  const outcome = await play.officials.toCampaign(messages.reportDifficulty, message, id);
  await settle(play.site);
  const isOver = state.isClosed && (outcome.kind === 'ended' || outcome.kind === 'refused');
  return outcome.kind === 'done' || isOver ? [] : [`A harmless message: ${JSON.stringify(outcome)}`];
}

/** The server's word for a run that was ending when a message came: it is to hear the message first. No fault of ours. */
const dropped = 'UnhandledCommand';

async function noTaskFails(play: Play): Promise<string[]> {
  const failures = (await histories(play)).flatMap(({ workflowId, history }) =>
    (history.events ?? []).flatMap((event) => {
      const failed = event.workflowTaskFailedEventAttributes;
      const message = failed?.failure?.message ?? String(failed?.cause);
      return failed == null || message === dropped ? [] : [`${workflowId}: ${message}`];
    }),
  );
  return failures;
}

/** Every history of the run replays with the workflows as they are built. */
async function replays(play: Play): Promise<string[]> {
  const kept = await histories(play);
  const problems: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(replayOptions, kept)) {
    if (error !== undefined) problems.push(`${workflowId} doesn't replay: ${error.message}`);
  }
  return problems;
}

async function histories({ site: { client } }: Play): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    kept.push({ workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() });
  }
  return kept;
}
