import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { formatInstant } from '../../../workflows/rules/days.js';
import { deadlinesAt, type Deadline, deadlinesOf, lastMoment } from './deadlines.js';
import { type Check, doneActs, type Evidence, instant, refusalOf } from './evidence.js';

/**
 * Of each dossier the version that counts after its own deadline is the last filing received, and not refused, before
 * that deadline; whoever was given time in writing had it.
 */
export const lastFilingInTimeCounts: Check = {
  name: 'last-filing-in-time-counts',
  async find(evidence) {
    const [units, filings] = await Promise.all([readDossiers(evidence), readFilings(evidence)]);
    return units.flatMap((unit) =>
      problemsOf(
        evidence,
        unit,
        filings.filter((it) => it.unit === unit.code),
      ),
    );
  },
};

interface Dossier {
  code: string;
  bloc: string;
  status: string;
  receipt: string | null;
  /** Who files: the unit, or another for one that has ended. */
  filer: string;
}

interface Filing {
  seq: number;
  unit: string;
  receipt: string;
  actor_unit: string | null;
  received_at: number;
}

const readDossiers = ({ records, plan, campaign }: Evidence): Promise<Dossier[]> =>
  records.db
    .selectFrom('dossier')
    .innerJoin('unit', 'unit.code', 'dossier.unit')
    .select(['unit.code', 'unit.bloc', 'dossier.status', 'dossier.receipt', 'dossier.filer'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .orderBy('unit.code')
    .execute();

const readFilings = ({ records, plan, campaign }: Evidence): Promise<Filing[]> =>
  records.db
    .selectFrom('filing')
    .select(['seq', 'unit', 'receipt', 'actor_unit', 'received_at'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .orderBy('seq')
    .execute();

const Filed = z.object({ receipt: z.string() });

function problemsOf(evidence: Evidence, unit: Dossier, filings: readonly Filing[]): string[] {
  const course = deadlinesOf(evidence, unit);
  const now = course.at(-1);
  // After the decision nothing is asked of a dossier any more.
  if (now === undefined || doneActs(evidence, 'recordDecision').length > 0) return [];
  const own = evidence.audit.filter((row) => row.unit === unit.code && row.campaign === evidence.campaign);
  const messages = own.filter((row) => row.act === 'fileDossier');
  return [
    ...messages.flatMap((row) => refusedInTime(unit, course, filings, row)),
    ...versionProblems({ evidence, unit, course, own, filings, deadline: lastMoment(now) }),
  ];
}

/** A filing that came within the time given to the unit is never late, and never shut out by the list. */
function refusedInTime(
  unit: Dossier,
  course: readonly Deadline[],
  filings: readonly Filing[],
  row: AuditRow,
): string[] {
  const code = refusalOf(row)?.code;
  const { receipt } = Filed.parse(row.facts);
  const filing = filings.find((it) => it.receipt === receipt);
  if (filing === undefined || (code !== 'dossier.late' && code !== 'dossier.frozen')) return [];
  const latest = Math.min(...deadlinesAt(course, filing.received_at));
  const stood = Math.min(latest, ...deadlinesAt(course, filing.received_at, row.seq));
  if (filing.received_at >= stood) return [];
  return [
    `${unit.code} filed at ${formatInstant(filing.received_at)}, before its deadline ${formatInstant(stood)}, and was refused: ${code}.`,
  ];
}

interface Case {
  evidence: Evidence;
  unit: Dossier;
  course: readonly Deadline[];
  own: readonly AuditRow[];
  filings: readonly Filing[];
  deadline: number;
}

function versionProblems(given: Case): string[] {
  const { evidence, unit, own, deadline } = given;
  const filings = given.filings.filter((it) => it.actor_unit === unit.filer && !wasRefused(given, it));
  if (filings.some((it) => isOpenToDoubt(given, it))) return [];
  const inTime = filings.filter((it) => countsInTime(given, it));
  const isOver = evidence.now >= deadline;
  const heard = isOver ? inTime : inTime.filter((it) => wasTaken(own, it));
  const left = own.filter((row) => row.act === 'withdrawDossier' && refusalOf(row) === null).at(-1);
  const last = heard.filter((it) => left === undefined || it.received_at > instant(left)).at(-1);
  if (last === undefined) return [];
  if (left !== undefined && heard.some((it) => it.received_at === instant(left))) return [];
  const problems: string[] = [];
  if (unit.receipt !== last.receipt) {
    problems.push(
      `Of ${unit.code} the filing received at ${formatInstant(last.received_at)} (before ${formatInstant(deadline)}) should count, but ${whichCounts(given)} does.`,
    );
  } else if (unit.status === 'lapsed' && !wasReturnedAfter(own, last)) {
    problems.push(`${unit.code} lapsed, though it filed at ${formatInstant(last.received_at)}.`);
  }
  if (unit.status === 'lapsed' && !isOver) {
    problems.push(`${unit.code} lapsed before its deadline ${formatInstant(deadline)}.`);
  }
  return problems;
}

function whichCounts({ unit, filings }: Case): string {
  const current = filings.find((it) => it.receipt === unit.receipt);
  return current === undefined ? 'none' : `that received at ${formatInstant(current.received_at)}`;
}

/** One that was late, sent again once time was given in writing, is taken like any other. */
function wasRefused({ evidence, own }: Case, filing: Filing): boolean {
  if (wasTaken(own, filing)) return false;
  const inAudit = own.some((row) => names(row, filing) && refusalOf(row) !== null);
  const inLog = evidence.log.some(
    (it) =>
      it.name === 'fileDossier' &&
      it.outcome.kind === 'refused' &&
      JSON.stringify(it.message).includes(filing.receipt),
  );
  return inAudit || inLog;
}

const names = (row: AuditRow, filing: Filing): boolean =>
  (row.act === 'fileDossier' || row.act === 'dossier-taken-over') &&
  Filed.safeParse(row.facts).data?.receipt === filing.receipt;

const wasTaken = (own: readonly AuditRow[], filing: Filing): boolean =>
  own.some((row) => names(row, filing) && refusalOf(row) === null);

function countsInTime({ course, deadline }: Case, filing: Filing): boolean {
  return [deadline, ...deadlinesAt(course, filing.received_at)].some((it) => filing.received_at < it);
}

/** Received at the very instant at which its deadline moved: both may be meant. */
function isOpenToDoubt({ course }: Case, filing: Filing): boolean {
  const stood = deadlinesAt(course, filing.received_at).map((it) => filing.received_at < it);
  return stood.includes(true) && stood.includes(false);
}

/** It was given back and nothing came in time. */
const wasReturnedAfter = (own: readonly AuditRow[], filing: Filing): boolean =>
  own.some(
    (row) =>
      row.act === 'reviewDossier' &&
      refusalOf(row) === null &&
      instant(row) >= filing.received_at &&
      JSON.stringify(row.facts).includes('"return"'),
  );
