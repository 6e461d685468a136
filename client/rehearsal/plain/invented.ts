import type { DossierContent, Nominee, RankingRow } from '../../../workflows/api/messages.js';
import type { Criterion, Plan } from '../../../workflows/plan/schema.js';
import type { Invented } from '../data-set.js';
import { drawn, person } from '../drawn.js';

/** Who proposes, and is ranked how, in a rehearsal of any plan: all by the plan's own criteria and components. */
export const plainInvented = (plan: Plan): Invented => ({
  content: (campaign, unit, version) => {
    const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
    const collective: Nominee = {
      id: `${campaign}-${unit.code}-tap-the`,
      kind: 'collective',
      name: unit.name,
      criteria: met(criteria.collective),
    };
    const people = [1, 2].map((number): Nominee => ({
      id: `${campaign}-${unit.code}-${String(number)}`,
      kind: 'individual',
      ...person(unit.code, number),
      criteria: met(criteria.individual),
    }));
    const nominees = [collective, ...people];
    return { nominees, documents: documentsOf(plan, nominees, version) };
  },
  ranking: (source, bloc, units): RankingRow[] =>
    units
      .filter((unit) => unit.bloc === bloc)
      .map(({ code }) => ({ code, weight: weightOf(source, code) }))
      .sort((one, other) => one.weight - other.weight || (one.code < other.code ? -1 : 1))
      .map(({ code }, index) => ({ unit: code, rank: index + 1 })),
  isRankedAfterItsEnd: () => false,
});

/** Units differ much, years less: so some are at the head often enough for the summary. */
const weightOf = (source: string, code: string): number =>
  drawn(code, 1000) + drawn(`${source}/${code}`, 600);

const met = (criteria: readonly Criterion[]): Record<string, boolean> =>
  Object.fromEntries(criteria.map(({ code }) => [code, true]));

function documentsOf(
  { dossier }: Plan,
  nominees: readonly Nominee[],
  version: number,
): DossierContent['documents'] {
  const title = (name: string): string => (version > 1 ? `${name} (bản thay thế)` : name);
  return dossier.flatMap(({ code: component, name, per }) =>
    per === 'dossier'
      ? [{ component, title: title(name) }]
      : nominees.map((it) => ({ component, title: title(`${name} – ${it.name}`), nominee: it.id })),
  );
}
