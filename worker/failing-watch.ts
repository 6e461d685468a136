import { CancelledFailure, CompleteAsyncError, type Context, type Info } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInterceptorsFactory } from '@temporalio/worker';
import { z } from 'zod';
import { failingEffects, forgetFailing, noteFailing } from '../activities/records/reads/failing.js';
import type { Records } from '../activities/records/database/open.js';
import { shortened } from '../workflows/api/failing.js';

/** How long an effect fails until it is said, in milliseconds. */
const patience = 60_000;

/**
 * Watches every activity of a worker: what fails for longer than a minute is noted in the records, where `status` and
 * the weekly digest read it, and forgotten when it succeeds. Where the records themselves are out of reach nothing can
 * be noted; the workflow shows it in its details.
 */
export function watchFailing(records: Records): ActivityInterceptorsFactory {
  /** Since when each effect fails: a workflow begins its rounds anew, and each has a first try of its own. */
  const since = new Map<string, number>();
  let isRead: Promise<void> | null = null;

  const readOnce = (): Promise<void> =>
    (isRead ??= (async () => {
      for (const it of await failingEffects(records)) since.set(keyOf(it.workflow, it.effect), it.since);
    })().catch(() => {
      isRead = null;
    }));

  const fails = async (info: Info, effect: string, error: unknown): Promise<void> => {
    const workflow = workflowOf(info);
    const key = keyOf(workflow, effect);
    const first = Math.min(since.get(key) ?? Infinity, info.scheduledTimestampMs);
    since.set(key, first);
    const triedAt = Date.now();
    if (triedAt - first < patience) return;
    const why = shortened(error instanceof Error ? error.message : String(error));
    await noteFailing(records, { workflow, effect, since: first, triedAt, why });
  };

  const succeeds = async (info: Info, effect: string): Promise<void> => {
    const workflow = workflowOf(info);
    const wasFailing = since.delete(keyOf(workflow, effect));
    if (wasFailing || info.attempt > 1) await forgetFailing(records, workflow, effect);
  };

  return (context: Context) => ({
    inbound: {
      async execute(input, next) {
        const { info } = context;
        const effect = effectOf(info.activityType, input);
        await readOnce();
        const timeout = setTimeout(
          () => {
            void fails(info, effect, new Error('no answer in time')).catch(() => undefined);
          },
          Math.min(info.startToCloseTimeoutMs, longestTimer),
        );
        try {
          const value = await next(input);
          await succeeds(info, effect).catch(() => undefined);
          return value;
        } catch (error) {
          if (!isExpected(error)) await fails(info, effect, error).catch(() => undefined);
          throw error;
        } finally {
          clearTimeout(timeout);
        }
      },
    },
  });
}

/** Node fires a timer that is longer at once. */
const longestTimer = 2 ** 31 - 1;

const isExpected = (error: unknown): boolean =>
  error instanceof CompleteAsyncError || error instanceof CancelledFailure;

const keyOf = (workflow: string, effect: string): string => `${workflow} ${effect}`;
const workflowOf = (info: Info): string => info.workflowExecution?.workflowId ?? '';

const About = z.union([
  z.object({ act: z.string() }).transform((it) => it.act),
  z.object({ content: z.object({ code: z.string() }) }).transform((it) => it.content.code),
]);

/** `record: dossier-lapsed`, `sendMails: question`, `loadUnits`: as the workflow names it. */
function effectOf(type: string, { args }: ActivityExecuteInput): string {
  const { data } = About.safeParse(args[0]);
  return data === undefined ? type : `${type}: ${data}`;
}
