import { sha256 } from '../records/database/digest.js';
import type { Records } from '../records/database/open.js';
import {
  documentMoments,
  documentRows,
  keepDocuments,
  type Moment,
  type NewDocument,
} from '../records/reads/documents.js';
import { kinds } from './kinds.js';
import { markOf } from './mark.js';
import { readFacts } from './read-facts.js';
import { renderSheet } from './render/render.js';

/** Makes the documents that a plan's acts ask for and that aren't there yet; those of an act are kept together. Called again, it makes none twice. @param onEach told after each document */
export async function makeDueDocuments(
  records: Records,
  plan: string,
  onEach: () => void = () => undefined,
): Promise<void> {
  const moments = await documentMoments(records, plan);
  for (const moment of moments.filter((it) => it.isDue)) {
    await keepDocuments(records, await makeAfter(records, { plan, moments, moment, onEach }));
  }
}

async function makeAfter(
  records: Records,
  { plan, moments, moment, onEach }: { plan: string; moments: Moment[]; moment: Moment; onEach: () => void },
): Promise<NewDocument[]> {
  const { campaign, act, key } = moment;
  const facts = await readFacts(records, { plan, moment });
  const mark = await markOf(records);
  const made: NewDocument[] = [];
  for (const [kind, { template, acts, sheet }] of Object.entries(kinds)) {
    if (!acts.includes(act)) continue;
    const number = moments.filter(
      (it) => it.campaign === campaign && it.seq <= moment.seq && acts.includes(it.act),
    ).length;
    const draft = { ...sheet(facts), mark };
    const bytes = await renderSheet(draft);
    onEach();
    const name = `${plan}/${campaign}/${kind}/${number}`;
    made.push({ key: name, plan, campaign, kind, number, template, moment: key, day: draft.day, bytes });
  }
  return made;
}

/** Why what is kept isn't what the records give today. */
export interface Difference {
  document: Pick<NewDocument, 'key' | 'campaign' | 'kind' | 'number' | 'template'>;
  /**
   * `other-template`: it was made by an earlier template, which this program no longer has; `missing`: an act of the
   * audit leads to it, and it isn't kept.
   */
  why: 'other-bytes' | 'no-moment' | 'other-template' | 'missing';
}

/** Makes each document anew from the records, and names those that come out otherwise, or that aren't kept. */
export async function differences(records: Records, plan: string): Promise<Difference[]> {
  const moments = await documentMoments(records, plan);
  const kept = await documentRows(records, { plan });
  const found: Difference[] = [];
  for (const moment of moments) {
    const own = new Map(kept.filter((it) => it.moment === moment.key).map((it) => [it.key, it]));
    const made = await makeAfter(records, { plan, moments, moment, onEach: () => undefined });
    for (const anew of made) {
      const document = own.get(anew.key);
      own.delete(anew.key);
      if (document === undefined) found.push({ document: anew, why: 'missing' });
      else if (anew.template !== document.template) found.push({ document, why: 'other-template' });
      else if (sha256(anew.bytes) !== document.digest) found.push({ document, why: 'other-bytes' });
    }
    for (const document of own.values()) found.push({ document, why: 'other-template' });
  }
  const known = new Set(moments.map(({ key }) => key));
  const strays = kept.filter((it) => !known.has(it.moment));
  return [...found, ...strays.map((document) => ({ document, why: 'no-moment' as const }))];
}
