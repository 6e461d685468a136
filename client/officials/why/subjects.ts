import type { KnownNominee } from '../../../activities/records/reads/nominees.js';
import { bare, nearest } from '../../../activities/reference/nearest.js';

/** Of whom is asked: a unit, or a person. */
export type Subject =
  | { kind: 'unit'; code: string; name: string }
  | { kind: 'person'; personId: string; name: string; unit: string };

/** The one that was meant; or those that may have been, by name, or else the nearest. */
export type Found = { subject: Subject } | { among: Subject[]; isNear: boolean };

interface Known {
  units: readonly { code: string; name: string }[];
  nominees: readonly KnownNominee[];
}

/** Every unit and person that can be asked of. */
function subjectsOf({ units, nominees }: Known): Subject[] {
  const people = new Map<string, Subject>();
  for (const { personId, name, unit } of nominees) {
    if (personId !== null) people.set(personId, { kind: 'person', personId, name, unit });
  }
  return [...units.map(({ code, name }): Subject => ({ kind: 'unit', code, name })), ...people.values()];
}

/** Who is meant by a code, an id or a name; a name with or without its diacritics, or a part of it. */
export function findSubject(given: string, known: Known): Found {
  const subjects = subjectsOf(known);
  const byCode = subjects.find((it) => codeOf(it) === given) ?? subjectOf(given, known, subjects);
  if (byCode !== undefined) return { subject: byCode };
  const sought = bare(given);
  const named = subjects.filter((it) => bare(it.name) === sought);
  const partly = sought === '' ? [] : subjects.filter((it) => bare(it.name).includes(sought));
  const found = named.length > 0 ? named : partly;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return { subject: only };
  if (found.length > 0) return { among: found, isNear: false };
  const nameable = subjects.map((subject) => ({ code: codeOf(subject), name: subject.name, subject }));
  return { among: nearest(given, nameable).map(({ subject }) => subject), isNear: true };
}

/** The code or id by which just this one is meant. */
export const codeOf = (subject: Subject): string =>
  subject.kind === 'unit' ? subject.code : subject.personId;

/** By a nominee's id: a collective is its unit. */
function subjectOf(id: string, { nominees }: Known, subjects: readonly Subject[]): Subject | undefined {
  const nominee = nominees.find((it) => it.nominee === id);
  if (nominee === undefined) return undefined;
  return subjects.find((it) => codeOf(it) === (nominee.personId ?? nominee.unit));
}
