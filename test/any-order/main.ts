import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfiguration } from '../../worker/configuration.js';
import { plainProgress } from '../../worker/embedded/progress.js';
import { findTemporalCli } from '../../worker/embedded/temporal/cli.js';
import { outliveLateCalls } from '../environment/late-calls.js';
import { Plot, plotOf } from './acts.js';
import { describeCounts, describeFailure } from './describe.js';
import { Ground } from './ground.js';
import { playOut, type Played, sumCounts } from './run.js';
import { shrink } from './shrink.js';

/** `npm run any-order -- --runs N --seed S`: plays N runs; the first that fails is shortened and printed. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    seed: { type: 'string' },
    /** Play this plot, as a failure prints it, instead of a seed's. */
    plot: { type: 'string' },
    /** Look at these checks alone. */
    check: { type: 'string', multiple: true },
    /** Look at all but these. */
    without: { type: 'string', multiple: true, default: [] },
    /** Go on after a failure: it is printed with its seed, and not shortened. */
    'keep-going': { type: 'boolean', default: false },
    tries: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '15' },
    /** The worker keeps so many workflows, whatever the plot says. */
    cached: { type: 'string' },
    story: { type: 'boolean', default: false },
  },
});

outliveLateCalls();

const isChecked = (name: string): boolean =>
  (values.check === undefined || values.check.includes(name)) && !values.without.includes(name);

const runs = values.plot === undefined ? Number(values.runs) : 1;
const first = values.seed === undefined ? randomInt(1_000_000_000) : Number(values.seed);
const given = values.plot === undefined ? null : Plot.parse(JSON.parse(values.plot));
const ground = await Ground.open(await temporalCli());
const all: Played[] = [];
let failures = 0;
try {
  console.log(`any-order: ${runs} runs from --seed ${first}`);
  for (let seed = first; seed < first + runs; seed += 1) {
    const drawn = given ?? plotOf(seed);
    const plot = values.cached === undefined ? drawn : { ...drawn, cached: Number(values.cached) };
    const begun = Date.now();
    const played = await playOut(ground, plot, isChecked);
    all.push(played);
    const { failure } = played;
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    const from = `${plot.campaign}, from ${plot.beginning}${plot.cached === 0 ? ', without cache' : ''}${plot.maximumEvents === null ? '' : ', short runs'}`;
    console.log(
      `seed ${seed}: ${plot.acts.length} acts (${from}), ${seconds} s, ${failure === null ? 'all holds' : `FAILED: ${failure.check}`}`,
    );
    if (values.story) console.log(played.story.join('\n'));
    if (failure === null) continue;
    failures += 1;
    if (values['keep-going']) {
      console.log(`  ${failure.problems.join('\n  ')}\n`);
      continue;
    }
    const limit = { tries: Number(values.tries), until: Date.now() + Number(values.minutes) * 60_000 };
    const again = async (shorter: typeof plot) => (await playOut(ground, shorter, isChecked)).failure;
    console.log(describeFailure(seed, await shrink({ plot, failure }, again, limit)));
    break;
  }
  console.log(describeCounts(sumCounts(all)));
} finally {
  await ground.close();
}
process.exit(failures > 0 ? 1 : 0);

async function temporalCli(): Promise<string> {
  const read = readConfiguration(process.env);
  if (!read.ok) throw new Error('The configuration is at fault.');
  const { cacheFolder } = read.configuration;
  const { signal } = new AbortController();
  const progress = plainProgress((line) => console.log(line));
  const cli = await findTemporalCli({ environment: process.env, cacheFolder, progress, signal });
  return cli.path;
}
