import { Client, Connection } from '@temporalio/client';
import { Rehearsal } from '../../client/rehearsal/rehearse.js';
import { instantOf } from '../../workflows/rules/days.js';
import { usuallyCached } from '../../worker/run.js';
import { Child } from './child.js';
import type { Measurement, Scale } from './figures.js';
import { range, timed, timeEach } from './series.js';
import { engineEnvironment, openPlace, type Place, startBareWorker } from './site.js';

const lastDays: Record<Scale, string> = { full: '2026-04-01', quick: '2026-04-01', tiny: '2022-01-03' };
const reminders = 4;
const seasons = 5;

/** The whole rehearsal against five bare seasons of as many dossiers; two of these before it, three after. */
export const rehearsal: Measurement = {
  rows: [{ name: 'rehearsal', unit: 'ratio', goal: { atMost: 2 } }],
  isLong: true,
  async measure(scale, say) {
    const place = await openPlace();
    const bare = await startBareWorker(place, usuallyCached);
    const connection = await Connection.connect({ address: place.servers.temporal.address });
    const client = new Client({ connection, namespace: place.servers.temporal.namespace });
    const play = (from: number, to: number, each: number): Promise<number> =>
      timed(async () => {
        for (const season of range(from, to)) await playSeason(client, season, each);
      });
    try {
      // As many dossiers as a campaign has; how many the rehearsal had is known only after it.
      const guessed = scale === 'tiny' ? 4 : 128;
      const before = await play(0, 2, guessed);
      const ours = await rehearse(place, instantOf(lastDays[scale]));
      const each = Math.max(1, Math.round(ours.dossiers / seasons));
      const after = await play(2, seasons, scale === 'tiny' ? guessed : each);
      const total = (before * (scale === 'tiny' ? guessed : each)) / guessed + after;
      const seconds = [ours.time, total].map((time) => (time / 1000).toFixed(1));
      say(
        `rehearsal: ${ours.dossiers} dossiers in ${seconds[0] ?? ''} s, bare seasons ${seconds[1] ?? ''} s`,
      );
      return { rehearsal: ours.time / total };
    } finally {
      await bare.stop();
      await connection.close();
      await place.stop();
    }
  },
};

/** Five years, from the movement's start to its end. */
async function rehearse(place: Place, until: number): Promise<{ time: number; dossiers: number }> {
  const { databaseUrl } = place.servers;
  const { address, namespace } = place.servers.temporal;
  const temporal = { address };
  const view = { moved: () => undefined, say: () => undefined, alert: () => undefined };
  const played = await Rehearsal.open(
    { temporal, namespace, databaseUrl },
    view,
    new AbortController().signal,
  );
  try {
    const worker = await Child.start('worker/main.js', { environment: engineEnvironment(place.folder) });
    const time = await timed(async () => {
      await played.begin();
      while ((await played.step(until)) !== null);
    }).finally(() => worker.stop());
    const { db } = played.services.records;
    const { dossiers } = await db
      .selectFrom('dossier')
      .select(({ fn }) => fn.countAll<number>().as('dossiers'))
      .executeTakeFirstOrThrow();
    return { time, dossiers };
  } finally {
    await played.close();
  }
}

/** Dossiers that wait for each reminder in stepped time, then are filed. */
async function playSeason(client: Client, season: number, each: number): Promise<void> {
  const ids = range(0, each).map((index) => `bare/${season}/${index}`);
  const start = (workflowId: string) =>
    client.workflow.start('season', { workflowId, taskQueue: 'bare', args: [reminders] });
  await timeEach(ids, start);
  for (const moment of range(1, reminders + 1)) {
    await timeEach(ids, (workflowId) => complete(client, workflowId, moment));
  }
  await timeEach(ids, async (workflowId) => {
    const handle = client.workflow.getHandle(workflowId);
    await handle.executeUpdate('file', { args: [workflowId] });
    await handle.result();
  });
}

/** The wait may not have begun yet: then it is tried again. */
async function complete(client: Client, workflowId: string, moment: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await client.activity.complete({ workflowId, activityId: `until-${moment}` }, undefined);
      return;
    } catch (error) {
      if (tries === 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
