import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { type Check, type Evidence, isDone } from './evidence.js';

const Decided = z.object({ decision: z.string() });

/** Which letter each act leaves, and to whom: `unit` is the dossier's filer. */
interface Rule {
  letter: string;
  to: 'unit' | 'office:home-affairs' | 'office:board' | 'office:chairman';
  isDue: (row: AuditRow) => boolean;
  /** What the letter is of, where several acts may be of one: by itself each act has its own. */
  about?: (row: AuditRow) => string;
}

const decided = (row: AuditRow): string | undefined => Decided.safeParse(row.facts).data?.decision;
const onAct =
  (act: string, decision?: string) =>
  (row: AuditRow): boolean =>
    row.act === act && isDone(row) && (decision === undefined || decided(row) === decision);

const Taken = z.object({ value: z.object({ receipt: z.string() }) });

/** A receipt that is sent again changes nothing, and has its letter already. */
const receiptOf = (row: AuditRow): string => Taken.safeParse(row.outcome).data?.value.receipt ?? row.key;

const rules: readonly Rule[] = [
  {
    letter: 'dossier-received',
    to: 'unit',
    isDue: (row) => onAct('fileDossier')(row) || onAct('dossier-taken-over')(row),
    about: receiptOf,
  },
  { letter: 'dossier-accepted', to: 'unit', isDue: onAct('reviewDossier', 'accept') },
  { letter: 'dossier-returned', to: 'unit', isDue: onAct('reviewDossier', 'return') },
  { letter: 'dossier-rejected', to: 'unit', isDue: onAct('reviewDossier', 'reject') },
  { letter: 'dossier-withdrawn', to: 'unit', isDue: onAct('withdrawDossier') },
  { letter: 'dossier-lapsed', to: 'unit', isDue: onAct('dossier-lapsed') },
  { letter: 'appraise-request', to: 'office:board', isDue: onAct('forward') },
  { letter: 'sign-request', to: 'office:chairman', isDue: onAct('appraise', 'approve') },
  { letter: 'signed', to: 'office:home-affairs', isDue: onAct('signOff', 'approve') },
  {
    letter: 'list-returned',
    to: 'office:home-affairs',
    isDue: (row) => onAct('appraise', 'return')(row) || onAct('signOff', 'return')(row),
  },
  {
    letter: 'sign-refused',
    to: 'office:chairman',
    isDue: (row) => row.act === 'sign-refusals-told',
  },
  { letter: 'list-superseded', to: 'office:home-affairs', isDue: onAct('list-superseded') },
  { letter: 'list-superseded', to: 'office:board', isDue: onAct('list-superseded') },
  { letter: 'choices-dropped', to: 'office:home-affairs', isDue: onAct('choices-dropped') },
  { letter: 'difficulty', to: 'office:home-affairs', isDue: onAct('reportDifficulty') },
];

/** Whoever a change concerns has one letter of it, once. */
export const lettersOnce: Check = {
  name: 'letters-once',
  async find(evidence) {
    const letters = await countLetters(evidence);
    const own = evidence.audit.filter((row) => row.campaign === evidence.campaign);
    return [
      ...rules.flatMap((rule) => amiss(rule, own, letters)),
      ...(await resultProblems(evidence, letters)),
    ];
  },
};

interface Letters {
  code: string;
  recipient: string;
  /** The dossier that it is about. */
  unit: string | null;
  count: number;
}

async function countLetters({ records, campaign }: Evidence): Promise<Letters[]> {
  const { rows } = await sql<Letters>`
    select code, recipient, unit, count(*)::int as count from mail
    where campaign = ${campaign} group by code, recipient, unit
  `.execute(records.db);
  return rows;
}

/** Acts are counted, and letters: of the same kind, to the same, about the same. */
function amiss(rule: Rule, audit: readonly AuditRow[], letters: readonly Letters[]): string[] {
  const due = audit.filter(rule.isDue);
  const places = rule.to === 'unit' ? [...new Set(due.map((row) => row.unit))] : [null];
  const sent = (unit: string | null): number =>
    letters
      .filter(
        (it) => it.code === rule.letter && (unit === null ? it.recipient === rule.to : it.unit === unit),
      )
      .reduce((sum, it) => sum + it.count, 0);
  return places.flatMap((unit) => {
    const own = due.filter((row) => unit === null || row.unit === unit);
    const acts = new Set(own.map(rule.about ?? ((row) => row.key))).size;
    const count = sent(unit);
    return acts === count
      ? []
      : [`${acts} acts ask for the letter ${rule.letter} to ${unit ?? rule.to}, which has ${count}.`];
  });
}

/** After the decision each dossier's filer has its result; before it nobody has. Each opened dossier was announced once. */
async function resultProblems(
  { records, plan, campaign, audit }: Evidence,
  letters: readonly Letters[],
): Promise<string[]> {
  const isDecided = audit.some((row) => row.campaign === campaign && onAct('recordDecision')(row));
  const dossiers = await records.db
    .selectFrom('dossier')
    .select(['unit', 'filer'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .execute();
  const count = (isMeant: (it: Letters) => boolean): number =>
    letters.filter(isMeant).reduce((sum, it) => sum + it.count, 0);
  return dossiers.flatMap(({ unit, filer }) => {
    const opened = count((it) => it.code === 'dossier-open' && it.unit === unit);
    const results = count((it) => it.code === 'result' && it.recipient === `unit:${filer}`);
    const most = isDecided ? dossiers.filter((it) => it.filer === filer).length : 0;
    return [
      ...(opened === 1 ? [] : [`${unit} has the letter dossier-open ${String(opened)} times.`]),
      ...(results <= most && (results > 0 || !isDecided)
        ? []
        : [`${filer} has the letter result ${String(results)} times for ${String(most)} dossiers.`]),
    ];
  });
}
