import { largeCampaign, smallCampaign } from './campaign.js';
import { dossierSize } from './dossier-size.js';
import { type Figure, figureOf, type Measurement, type Scale } from './figures.js';
import { filing } from './filing.js';
import { portal } from './portal.js';
import { rehearsal } from './rehearsal.js';
import { selectMillion } from './select-million.js';
import { workerMemory } from './worker-memory.js';

const measurements: readonly Measurement[] = [
  filing,
  dossierSize,
  smallCampaign,
  largeCampaign,
  selectMillion,
  workerMemory,
  portal,
  rehearsal,
];

export interface Wish {
  scale: Scale;
  /** Rows whose name is this or begins with it; absent: all. */
  only?: string;
  say: (line: string) => void;
}

export interface Measured {
  figures: Figure[];
  /** Measurements that broke: their rows have no value. */
  errors: unknown[];
}

/** Measures what is wished, one after another; a measurement that breaks leaves its rows empty and the others go on. */
export async function measureAll({ scale, only = '', say }: Wish): Promise<Measured> {
  const measured: Measured = { figures: [], errors: [] };
  for (const measurement of measurements) {
    const wished = measurement.rows.filter((row) => row.name.startsWith(only));
    if (wished.length === 0) continue;
    const isLeftOut = scale !== 'full' && measurement.isLong === true && only === '';
    const values = isLeftOut ? {} : await tryTo(measurement, scale, say, measured.errors);
    measured.figures.push(...wished.map((row) => figureOf(row, values[row.name] ?? null)));
  }
  return measured;
}

async function tryTo(
  measurement: Measurement,
  scale: Scale,
  say: (line: string) => void,
  errors: unknown[],
): Promise<Record<string, number>> {
  try {
    const values = await measurement.measure(scale, say);
    const missing = measurement.rows.filter((row) => !Number.isFinite(values[row.name]));
    if (missing.length > 0) throw new Error(`not measured: ${missing.map((row) => row.name).join(', ')}`);
    return values;
  } catch (error) {
    errors.push(error);
    return {};
  }
}
