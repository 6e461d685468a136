import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Mailer } from '../../activities/letters/effects.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { lettersAwaited } from '../../activities/records/reads/letters.js';
import { postId } from '../../workflows/api/identity.js';
import { namesOf } from '../../workflows/plan/names.js';
import type { PostInput } from '../../workflows/post.js';
import { plan263 } from '../plan/plans.js';

const plan = '263';
const nothingLate = { count: 0, since: null, why: null };

/** Starts the workflow that delivers letters, as the movement would. */
export async function startPost(
  client: Client,
  taskQueue: string,
  records: Records,
  over: Partial<PostInput['state']> = {},
): Promise<void> {
  const input: PostInput = {
    plan,
    names: namesOf(plan263),
    clock: { mode: 'rehearsal', now: 0, told: {} },
    instance: await instanceOf(records),
    state: { paused: null, late: nothingLate, ...over },
  };
  await client.workflow.start('post', { workflowId: postId(plan), taskQueue, args: [input] });
}

/** Delivers letters beside the workflows, until it is stopped: where an activity under way would hold a server's time. */
export async function deliverBeside(mailer: Mailer, records: Records, stopping: AbortSignal): Promise<void> {
  const order = { plan, instance: await instanceOf(records), shown: nothingLate };
  while (!stopping.aborted) await mailer.deliverLetters(order).catch(() => pause(100));
}

/** Returns when all letters that were left are delivered. */
export async function lettersDelivered(records: Records): Promise<void> {
  while ((await lettersAwaited(records)) > 0) await pause(20);
}
