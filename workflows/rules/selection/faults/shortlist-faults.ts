import { blocCodes } from '../../../plan/names.js';
import type { Bloc, NomineeKind, Plan } from '../../../plan/schema.js';
import type { Nominee, SelectionInput, SummaryInput } from '../input.js';
import type { FoundFault } from './facts.js';

type Shortlist = NonNullable<SummaryInput['shortlist']>;
const listName = { collective: 'collectives', individual: 'individuals' } as const;

/** The list of one bloc, if one stands there. */
export function shortlistOf(input: SelectionInput, kind: NomineeKind, bloc: Bloc): string[] | undefined {
  const lists: Shortlist = input.shortlist ?? {};
  return lists[listName[kind]]?.[bloc];
}

/** The place of a bloc's list in the input. */
export function shortlistPath(kind: NomineeKind, bloc: Bloc): string {
  return `/shortlist/${listName[kind]}/${bloc}`;
}

/** Ids of nobody in the bloc, and ids or people that stand in a list twice. */
export function shortlistFaults(
  plan: Plan,
  input: SelectionInput,
  blocs: ReadonlyMap<string, Bloc>,
): FoundFault[] {
  const named = namedNominees(plan, input, blocs);
  return (['individual', 'collective'] as const).flatMap((kind) => listFaults(plan, input, kind, named));
}

interface Named {
  nominee: Nominee;
  bloc: Bloc | undefined;
}

/** The nominees that the lists name, by id: few, however many there are. */
function namedNominees(
  plan: Plan,
  input: SelectionInput,
  blocs: ReadonlyMap<string, Bloc>,
): Map<string, Named[]> {
  const lists = blocCodes(plan).flatMap((bloc) => [
    shortlistOf(input, 'individual', bloc) ?? [],
    shortlistOf(input, 'collective', bloc) ?? [],
  ]);
  const named = new Map<string, Named[]>(lists.flat().map((id) => [id, []]));
  if (named.size === 0) return named;
  for (const { unit, nominees } of input.dossiers ?? []) {
    for (const nominee of nominees) named.get(nominee.id)?.push({ nominee, bloc: blocs.get(unit) });
  }
  return named;
}

function listFaults(
  plan: Plan,
  input: SelectionInput,
  kind: NomineeKind,
  named: ReadonlyMap<string, readonly Named[]>,
): FoundFault[] {
  const [ids, people] = [new Set<string>(), new Set<string | undefined>()];
  return blocCodes(plan).flatMap((bloc) =>
    (shortlistOf(input, kind, bloc) ?? []).flatMap((id, index) => {
      const path = `${shortlistPath(kind, bloc)}/${index}`;
      const found = named.get(id) ?? [];
      const person = kind === 'individual' ? personOf(found) : undefined;
      const isKnown = found.some((it) => it.nominee.kind === kind && it.bloc === bloc);
      const isRepeated = ids.has(id) || people.has(person);
      ids.add(id);
      if (person !== undefined) people.add(person);
      return [
        ...(isKnown
          ? []
          : [{ path, facts: { code: 'shortlist-unknown', nominee: id, kind, bloc } } as const]),
        ...(isRepeated ? [{ path, facts: { code: 'shortlist-repeats', nominee: id } } as const] : []),
      ];
    }),
  );
}

function personOf(found: readonly Named[]): string | undefined {
  const first = found.find(({ nominee }) => nominee.kind === 'individual')?.nominee;
  return first?.kind === 'individual' ? first.personId : undefined;
}
