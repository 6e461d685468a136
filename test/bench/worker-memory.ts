import { setTimeout as pause } from 'node:timers/promises';
import { Dossiers } from './dossiers.js';
import type { Measurement, Scale } from './figures.js';
import { range, timeEach } from './series.js';
import { Site } from './site.js';
import { manyUnits } from './units.js';

const sizes: Record<Scale, number> = { full: 5000, quick: 5000, tiny: 20 };
const quarter = 90 * 86_400_000;
const mebibyte = 1024 * 1024;

/** What a worker keeps of idle dossiers, all cached, against a bare worker with as many idle workflows. */
export const workerMemory: Measurement = {
  rows: [{ name: 'worker.memory', unit: 'ratio', goal: { atMost: 1.3 } }],
  isLong: true,
  async measure(scale, say) {
    const count = sizes[scale];
    const units = manyUnits(count);
    const site = await Site.open({ units, cachedWorkflows: count + 100 });
    try {
      await startIdle(
        site,
        units.map(({ code }) => code),
      );
      await site.quiet();
      await pause(3000);
      const { engine, bare } = await site.memory();
      const [ours, others] = [engine, bare].map((bytes) => (bytes / mebibyte).toFixed(0));
      say(`worker.memory, ${count} idle: ours ${ours ?? ''} MiB, bare ${others ?? ''} MiB`);
      return { 'worker.memory': engine / bare };
    } finally {
      await site.close();
    }
  },
};

async function startIdle(site: Site, units: readonly string[]): Promise<void> {
  const now = Date.now();
  const dossiers = new Dossiers(site, { mode: 'service', now }, now + quarter);
  await dossiers.open(units);
  await timeEach(units, (unit) => dossiers.start(unit));
  await timeEach(range(0, units.length), (index) =>
    site.client.workflow.start('idle', { workflowId: `bare/${index}`, taskQueue: 'bare' }),
  );
}
