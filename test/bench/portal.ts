import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { addresses } from '../../client/portal/addresses.js';
import { freePort } from '../../worker/embedded/ports.js';
import { samplePlan } from '../plan/plans.js';
import { Child } from './child.js';
import type { Measurement, Scale } from './figures.js';
import type { PortalPlace } from './places.js';
import { compareInTurn, range, timeEach } from './series.js';
import { openPlace, type Place } from './site.js';

const sizes: Record<Scale, { rounds: number; each: number }> = {
  full: { rounds: 7, each: 2_000 },
  quick: { rounds: 1, each: 500 },
  tiny: { rounds: 0, each: 20 },
};

/** The page that everybody opens on the day of the announcement: the winners of a campaign that a rehearsal has played. */
const year = '2026';
const page = addresses.winners(year);

/** Pages a second of the busiest page against the framework's empty one, both by one process. */
export const portal: Measurement = {
  rows: [{ name: 'portal.ratio', unit: 'ratio', goal: { atLeast: 0.25 } }],
  isLong: true,
  async measure(scale, say) {
    const place = await openPlace();
    try {
      await playFirstYear(place);
      return { 'portal.ratio': await portalRatio(place, sizes[scale], say) };
    } finally {
      await place.stop();
    }
  },
};

async function playFirstYear({ folder, servers }: Place): Promise<void> {
  await Child.run('client/cli/main.js', {
    words: ['rehearse', '--plan', samplePlan.plan, '--until', `${String(Number(year) + 1)}-04-02`],
    environment: {
      THIDUA_DATA: `${folder}/rehearsal`,
      TEMPORAL_ADDRESS: servers.temporal.address,
      DATABASE_URL: servers.databaseUrl,
      SMTP_URL: servers.smtpUrl,
      MAIL_FROM: 'thi-dua@can-tho.invalid',
      PORTAL_LISTEN: 'none',
    },
  });
}

async function portalRatio(
  { servers }: Place,
  { rounds, each }: { rounds: number; each: number },
  say: (line: string) => void,
): Promise<number> {
  const port = await freePort(28_263);
  const place: PortalPlace = {
    address: servers.temporal.address,
    databaseUrl: servers.databaseUrl,
    plan: samplePlan.plan,
    port,
    barePort: await freePort(port + 1),
  };
  const child = await Child.start('test/bench/portal-server.js', { words: [JSON.stringify(place)] });
  const agent = new Agent({ keepAlive: true });
  const series = (name: string, url: string) => ({
    name,
    round: () => timeEach(range(0, each), () => readPage(agent, url)),
  });
  try {
    return await compareInTurn(
      series('empty', `http://127.0.0.1:${String(place.barePort)}/`),
      series('winners', `http://127.0.0.1:${String(port)}${page}`),
      rounds,
      (line) => say(`portal.ratio, ${String(each)} pages a round: ${line}`),
    );
  } finally {
    agent.destroy();
    await child.stop();
  }
}

/** Reads a page to its end; throws where it is none. */
async function readPage(agent: Agent, url: string): Promise<void> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent }, resolve).once('error', reject);
  });
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`${url} answered ${String(response.statusCode)}`);
}
