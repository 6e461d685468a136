import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { readChoice } from '../../../workflows/api/choices.js';
import { ownQuestionOf } from '../../../workflows/api/own-questions.js';
import type { Day } from '../../../workflows/plan/schema.js';
import { addDays, clockTimeOf, dayOf, formatDay, instantOf } from '../../../workflows/rules/days.js';
import { actName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { actDetail, AnswerFacts, ReviewFacts, reviewText, ScopeFacts } from '../act-details.js';
import { beforeMoment, nomineeCounts, scopeName } from '../act-words.js';
import { type Case, isDone } from './case.js';
import type { Lines, WhyLine } from './line.js';

const Opened = z.object({ cutoff: z.number() });
const Filed = z.object({ receipt: z.string() });
const Taken = z.object({ value: z.object({ receipt: z.string() }) });

/** What became of the unit's dossier: filed when and against which deadline, reviewed by whom and how, the launch plan. */
export function dossierLines(of: Case, lines: Lines): WhyLine[] {
  const acts = [...of.dossierRows, ...of.campaignRows.filter((row) => changesDeadline(of, row))];
  const told = acts
    .sort((one, other) => one.seq - other.seq)
    .map((row) => lines.act('dossier', row, actText(of, row, lines)));
  const known = [...launchPlanLines(of, lines), ...openLines(of, lines), ...told, ...untaken(of, lines)];
  return known.sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity));
}

const openedRow = ({ campaignRows }: Case): AuditRow | undefined =>
  campaignRows.find((row) => row.act === 'dossiers-opened');

function openLines(of: Case, lines: Lines): WhyLine[] {
  const row = openedRow(of);
  const cutoff = Opened.safeParse(row?.facts).data?.cutoff;
  if (row === undefined || cutoff === undefined) return [];
  return [
    lines.act(
      'dossier',
      row,
      say(
        `mở nhận hồ sơ; hạn nộp: ${beforeMoment(cutoff)}`,
        `submissions opened; deadline: ${beforeMoment(cutoff)}`,
      ),
    ),
  ];
}

/** Whether an act moved this unit's deadline. */
function changesDeadline(of: Case, row: AuditRow): boolean {
  return isDone(row) && movedTo(of, row) !== null;
}

/** The last day that an act gave this unit; null where it gave none. */
function movedTo({ campaign, dossier }: Case, row: AuditRow): Day | null {
  if (row.act === 'answerQuestion') {
    const answer = AnswerFacts.safeParse(row.facts).data;
    if (answer === undefined || ownQuestionOf(campaign, answer.question) !== 'cutoff') return null;
    const chosen = readChoice(answer.choices[0] ?? '');
    return chosen?.what === 'extend' ? chosen.lastDay : null;
  }
  if (row.act !== 'grantExtension' && row.act !== 'shortenExtension') return null;
  const moved = ScopeFacts.safeParse(row.facts).data;
  if (moved === undefined) return null;
  const { scope, lastDay } = moved;
  const isOurs =
    scope.of === 'all' || (scope.of === 'bloc' ? scope.bloc === dossier.bloc : scope.unit === dossier.unit);
  return isOurs ? lastDay : null;
}

/** The deadline that the unit had at an act: the first instant that is too late. */
function deadlineAt(of: Case, seq: number): number | null {
  const opened = Opened.safeParse(openedRow(of)?.facts).data?.cutoff ?? null;
  const after = (day: Day): number => instantOf(addDays(day, 1));
  const moved = of.campaignRows.findLast((row) => row.seq < seq && changesDeadline(of, row));
  const cutoff = moved === undefined ? opened : after(movedTo(of, moved) ?? '');
  const last = of.dossierRows.findLast((row) => row.seq < seq && row.act === 'reviewDossier' && isDone(row));
  const completeBy = ReviewFacts.safeParse(last?.facts).data?.completeBy ?? null;
  return completeBy === null ? cutoff : Math.max(cutoff ?? 0, after(completeBy));
}

function actText(of: Case, row: AuditRow, lines: Lines): string {
  const filed = Filed.safeParse(row.facts).data ?? Taken.safeParse(row.outcome).data?.value;
  if ((row.act === 'fileDossier' || row.act === 'dossier-taken-over') && filed !== undefined)
    return filingText(of, row, filed.receipt);
  const review = row.act === 'reviewDossier' ? ReviewFacts.safeParse(row.facts).data : undefined;
  if (review !== undefined)
    return say(`xét hồ sơ: ${reviewText(review)}`, `review of the dossier: ${reviewText(review)}`);
  const moved = ScopeFacts.safeParse(row.facts).data;
  const name = actName(row.act);
  if (moved !== undefined)
    return say(
      `${name}: ${scopeName(moved.scope, lines.names)}, đến hết ngày ${formatDay(moved.lastDay)}`,
      `${name}: ${scopeName(moved.scope, lines.names)}, to the end of ${formatDay(moved.lastDay)}`,
    );
  const detail = actDetail(row.act, row, lines.names);
  return detail === null ? name : `${name}: ${detail}`;
}

function filingText(of: Case, row: AuditRow, receipt: string): string {
  const index = of.dossier.filings.findIndex((it) => it.receipt === receipt);
  const filing = of.dossier.filings[index];
  if (filing === undefined)
    return say(`nộp hồ sơ, biên nhận ${receipt}`, `dossier filed, receipt ${receipt}`);
  const deadline = deadlineAt(of, row.seq);
  const against =
    deadline === null
      ? ''
      : filing.receivedAt < deadline
        ? say(`, đúng hạn (${beforeMoment(deadline)})`, `, in time (${beforeMoment(deadline)})`)
        : say(`, quá hạn (${beforeMoment(deadline)})`, `, late (${beforeMoment(deadline)})`);
  return say(
    `nộp lần ${index + 1}: nhận lúc ${exactly(filing.receivedAt)}${against}; ${nomineeCounts(filing)}; biên nhận ${receipt.slice(0, 8)}`,
    `filing ${index + 1}: received at ${exactly(filing.receivedAt)}${against}; ${nomineeCounts(filing)}; receipt ${receipt.slice(0, 8)}`,
  );
}

const exactly = (at: number): string =>
  say(
    `${clockTimeOf(at).slice(11, 19)} ngày ${formatDay(dayOf(at))}`,
    `${clockTimeOf(at).slice(11, 19)} on ${formatDay(dayOf(at))}`,
  );

/** Filings of which the dossier has not heard: received, and neither taken nor refused. */
function untaken(of: Case, lines: Lines): WhyLine[] {
  const told = new Set(
    of.dossierRows.flatMap((row) => [
      Filed.safeParse(row.facts).data?.receipt,
      Taken.safeParse(row.outcome).data?.value.receipt,
    ]),
  );
  return of.dossier.filings
    .filter(({ receipt }) => !told.has(receipt))
    .map((filing) =>
      lines.fact(
        'dossier',
        say(
          `đã nhận lúc ${exactly(filing.receivedAt)}, biên nhận ${filing.receipt.slice(0, 8)}; hồ sơ chưa ghi nhận lần nộp này`,
          `received at ${exactly(filing.receivedAt)}, receipt ${filing.receipt.slice(0, 8)}; the dossier has not taken note of this filing`,
        ),
        null,
      ),
    );
}

function launchPlanLines(of: Case, lines: Lines): WhyLine[] {
  const { launchPlan } = of.dossier;
  if (launchPlan === null) return [];
  const row = of.campaignRows.find(
    (it) =>
      it.act === 'recordLaunchPlan' && isDone(it) && Date.parse(it.businessTime) === launchPlan.recordedAt,
  );
  const text = say(
    `kế hoạch phát động của đơn vị: số ${launchPlan.number} ngày ${formatDay(launchPlan.date)} (mục V.1)`,
    `launch plan of the unit: no. ${launchPlan.number} of ${formatDay(launchPlan.date)} (clause V.1)`,
  );
  return [row === undefined ? lines.fact('dossier', text, null) : lines.act('dossier', row, text)];
}

/** The row by which the dossier took its current version. */
export const currentFiling = ({ dossier, dossierRows }: Case): AuditRow | null =>
  dossierRows.findLast(
    (row) => isDone(row) && Taken.safeParse(row.outcome).data?.value.receipt === dossier.receipt,
  ) ?? null;
