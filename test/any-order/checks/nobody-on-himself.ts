import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { type Check, doneActs, type Evidence, isDone, keptSelection } from './evidence.js';

const Reviewed = z.object({ digest: z.string() });
const Forwarded = z.object({ digest: z.string(), input: z.string() });
const Shortlisted = z.object({ nominees: z.array(z.string()) });
const People = z.array(z.object({ id: z.string(), personId: z.string().optional() }));
const Winners = z.object({
  winners: z.array(z.object({ nominee: z.string(), personId: z.string().optional() })),
});

/** Nobody reviews, shortlists, forwards, appraises or signs where he is a nominee; who filed doesn't review, who forwarded doesn't appraise. */
export const nobodyOnHimself: Check = {
  name: 'nobody-on-himself',
  async find(evidence) {
    const problems: string[] = [];
    for (const row of doneActs(evidence, 'reviewDossier')) problems.push(...(await ofReview(evidence, row)));
    for (const row of doneActs(evidence, 'shortlist')) problems.push(...(await ofShortlist(evidence, row)));
    return [...problems, ...(await ofLists(evidence))];
  },
};

async function ofReview({ records, plan, campaign, notes }: Evidence, row: AuditRow): Promise<string[]> {
  if (notes.has(row.key) || row.unit === null) return [];
  notes.set(row.key, 'looked at');
  const { digest } = Reviewed.parse(row.facts);
  const filings = await records.db
    .selectFrom('filing')
    .select(['person', 'content'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('unit', '=', row.unit)
    .where('digest', '=', digest)
    .execute();
  const nominees = filings.flatMap((it) => z.object({ nominees: People }).parse(it.content).nominees);
  const isNominee = nominees.some((it) => it.personId === row.person);
  // The same content filed by several persons is one digest: only where all of them are he, he filed it.
  const filedIt = filings.length > 0 && filings.every((it) => it.person === row.person);
  return isNominee || filedIt
    ? [`${row.person ?? ''} reviewed ${row.unit}, which he ${isNominee ? 'is a nominee of' : 'filed'}.`]
    : [];
}

async function ofShortlist({ records, plan, campaign, notes }: Evidence, row: AuditRow): Promise<string[]> {
  if (notes.has(row.key)) return [];
  notes.set(row.key, 'looked at');
  const chosen = new Set(Shortlisted.parse(row.facts).nominees);
  const filings = await records.db
    .selectFrom('dossier')
    .innerJoin('filing', 'filing.receipt', 'dossier.receipt')
    .select('filing.content')
    .where('dossier.plan', '=', plan)
    .where('dossier.campaign', '=', campaign)
    .execute();
  const nominees = filings.flatMap((it) => z.object({ nominees: People }).parse(it.content).nominees);
  return nominees.some((it) => chosen.has(it.id) && it.personId === row.person)
    ? [`${row.person ?? ''} shortlisted himself.`]
    : [];
}

async function ofLists(evidence: Evidence): Promise<string[]> {
  const problems: string[] = [];
  let list: { people: Set<string>; forwardedBy: string | null } | null = null;
  for (const row of evidence.audit) {
    if (!isDone(row) || row.campaign !== evidence.campaign) continue;
    if (row.act === 'forward') {
      const { input } = Forwarded.parse(row.facts);
      list = { people: await peopleOf(evidence, input), forwardedBy: row.person };
    } else if (row.act !== 'appraise' && row.act !== 'signOff') continue;
    if (list === null) continue;
    const person = row.person ?? '';
    if (list.people.has(person)) problems.push(`${person} is on the list himself: ${row.act}.`);
    if (row.act === 'appraise' && list.forwardedBy === person) {
      problems.push(`${person} appraised the list that he forwarded.`);
    }
  }
  return problems;
}

async function peopleOf(evidence: Evidence, input: string): Promise<Set<string>> {
  const known = evidence.notes.get(`people/${input}`);
  if (known !== undefined) return new Set(known.split(','));
  const kept = await keptSelection(evidence, input);
  const { winners } = Winners.parse(kept?.answer ?? { winners: [] });
  const people = winners.flatMap((it) => it.personId ?? []);
  evidence.notes.set(`people/${input}`, people.join(','));
  return new Set(people);
}
