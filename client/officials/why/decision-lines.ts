import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { readQuestionKey } from '../../../workflows/rules/selection/question-key.js';
import { rewardExplanation } from '../../../workflows/rules/reward-sentences.js';
import { actName, seatLabel } from '../../language/names.js';
import { say } from '../../language/language.js';
import {
  actDetail,
  AnswerFacts,
  AppraisalFacts,
  appraisalText,
  RevocationFacts,
  ShortlistFacts,
  SignOffFacts,
} from '../act-details.js';
import { choiceText, instrumentName, kindName } from '../act-words.js';
import { questionLabel } from '../labels.js';
import { type Case, isDone, listOf, type Nominee } from './case.js';
import type { Lines, WhyLine } from './line.js';

const Open = z.object({ open: z.array(z.string()) });

/** Whether a question of the selection bears on a nominee. */
function bearsOn(key: string, of: Case, { kind }: Pick<Nominee, 'kind'>): boolean {
  const read = readQuestionKey(key);
  if (read === null || read.bloc !== of.dossier.bloc) return false;
  if (read.subject === 'predecessors') return read.about === of.dossier.unit;
  return read.subject === 'top-three' ? kind === 'individual' : kind === 'collective';
}

/** The questions that bore on a nominee: what was asked, who decided what and why; and those that still stand open. */
export function questionLines(of: Case, nominee: Pick<Nominee, 'kind'>, lines: Lines): WhyLine[] {
  const answers = of.campaignRows.flatMap((row) => {
    const answer = row.act === 'answerQuestion' ? AnswerFacts.safeParse(row.facts).data : undefined;
    if (answer === undefined || !bearsOn(answer.question, of, nominee)) return [];
    const chosen = answer.choices.map((choice) => choiceText(choice, lines.names)).join(', ');
    return [lines.act('questions', row, `${asked(of, answer.question, row, lines)} → ${chosen}`)];
  });
  const open = (of.computed?.answer.questions ?? [])
    .filter(({ key }) => bearsOn(key, of, nominee))
    .map(({ explanation }) =>
      lines.fact(
        'questions',
        say(`chưa quyết định: ${explanation}`, `not decided yet: ${explanation}`),
        of.computed?.row ?? null,
      ),
    );
  return [...answers, ...open];
}

/** The question as it was asked when it was answered. */
function asked(of: Case, key: string, before: AuditRow, lines: Lines): string {
  const row = of.campaignRows.findLast(
    (it) => it.seq < before.seq && it.act === 'list-computed' && openIn(it).includes(key),
  );
  const list = row === undefined ? null : listOf(of, row);
  const question = list?.answer.questions.find((it) => it.key === key);
  return question?.explanation ?? questionLabel(lines.names.plan, key);
}

const openIn = (row: AuditRow): string[] => Open.safeParse(row.facts).data?.open ?? [];

/** Home Affairs' choices among the eligible of the bloc, and whether the nominee was among the chosen. */
export function choiceLines(of: Case, nominee: Nominee, lines: Lines): WhyLine[] {
  const rows = of.campaignRows.flatMap((row) => {
    const facts = row.act === 'shortlist' ? ShortlistFacts.safeParse(row.facts).data : undefined;
    if (facts?.bloc !== of.dossier.bloc || facts.kind !== nominee.kind) return [];
    const place = facts.nominees.indexOf(nominee.id) + 1;
    const chosen = facts.nominees.map(lines.names.nominee).join(', ');
    const how =
      place === 0 ? say('không có tên', 'not on it') : say(`có tên, thứ ${place}`, `on it, number ${place}`);
    return [
      lines.act(
        'choice',
        row,
        say(
          `lựa chọn ${facts.nominees.length} ${kindName(facts.kind)}: ${chosen} (${how})`,
          `choice of ${facts.nominees.length} ${kindName(facts.kind)}: ${chosen} (${how})`,
        ),
      ),
    ];
  });
  const { computed } = of;
  const order = computed?.answer.order[of.dossier.bloc];
  const listed = (nominee.kind === 'individual' ? order?.individuals : order?.collectives) ?? [];
  const at = listed.indexOf(nominee.id) + 1;
  if (at === 0 || computed === null) return rows;
  const text = say(
    `thứ tự đề xuất trong khối (theo thứ hạng của đơn vị): ${at} trên ${listed.length} đủ tiêu chuẩn`,
    `proposed order in the bloc (by the ranks of the units): ${at} of ${listed.length} eligible`,
  );
  return [lines.fact('choice', text, computed.row), ...rows];
}

/** What the rule said: of the nominee's own seat; where there is none, why, or who has the seats that were sought. */
export function ruleLines(of: Case, nominee: Nominee, lines: Lines): WhyLine[] {
  const { computed } = of;
  if (computed === null) return [];
  const { winners, refusals, vacancies, waiting } = computed.answer;
  const ruled = (text: string): WhyLine => lines.fact('rule', text, computed.row);
  const own = winners.find((it) => it.nominee === nominee.id);
  if (own !== undefined) return [ruled(`${seatLabel(own)}: ${own.explanation}`)];
  const refusal = refusals.find((it) => it.nominee === nominee.id);
  if (refusal !== undefined) return [ruled(refusal.explanation)];
  const isSought = (it: { bloc: string; kind: string }): boolean =>
    it.bloc === of.dossier.bloc && it.kind === nominee.kind;
  return [
    ...winners.filter(isSought).map((it) => ruled(`${seatLabel(it)}: ${it.explanation}`)),
    ...vacancies
      .filter(isSought)
      .map((it) =>
        ruled(
          say(`${seatLabel(it)} để trống: ${it.explanation}`, `${seatLabel(it)} empty: ${it.explanation}`),
        ),
      ),
    ...waiting
      .filter(isSought)
      .map((it) =>
        ruled(say(`${seatLabel(it)}: còn chờ quyết định`, `${seatLabel(it)}: waits for a decision`)),
      ),
  ];
}

const listActs = new Set(['forward', 'appraise', 'signOff', 'signOff-refused', 'list-superseded']);

/** The ways of the list: forwarded, appraised, signed, given back; and whether the nominee was on it. */
export function listLines(of: Case, nominee: Pick<Nominee, 'id'> | null, lines: Lines): WhyLine[] {
  return of.campaignRows
    .filter((row) => listActs.has(row.act))
    .map((row) => lines.act('list', row, listText(of, nominee, row, lines)));
}

function listText(of: Case, nominee: Pick<Nominee, 'id'> | null, row: AuditRow, lines: Lines): string {
  const name = actName(row.act);
  if (row.act === 'forward') {
    const winners = listOf(of, row)?.answer.winners ?? [];
    const isOn = winners.some((it) => it.nominee === nominee?.id);
    const detail = actDetail(row.act, row, lines.names) ?? '';
    return say(
      `${name}, ${detail}: ${isOn ? 'có tên' : 'không có tên'} trong ${winners.length} đề nghị`,
      `${name}, ${detail}: ${isOn ? 'on the list' : 'not on the list'} of ${winners.length} proposals`,
    );
  }
  const appraisal = row.act === 'appraise' ? AppraisalFacts.safeParse(row.facts).data : undefined;
  if (appraisal !== undefined) return `${name}: ${appraisalText(appraisal)}`;
  const signed = row.act === 'signOff' ? SignOffFacts.safeParse(row.facts).data : undefined;
  if (signed === undefined) return name;
  const struck = signed.strikes.find((it) => it.nominee === nominee?.id);
  const what =
    signed.decision === 'return' ? say('trả lại danh sách', 'list returned') : say('phê duyệt', 'approved');
  return `${name}: ${what}${struck === undefined ? '' : say(`, gạch tên đề cử này. Lý do: ${struck.reason}`, `, this nominee struck. Reason: ${struck.reason}`)}`;
}

const Decided = z.object({ decision: z.object({ number: z.string(), date: z.iso.date() }) });
const Reward = z.object({
  coefficient: z.string(),
  base: z.number(),
  reward: z.object({ instrument: z.string(), clause: z.string() }),
  salary: z.object({ instrument: z.string(), clause: z.string() }),
});

/** The decision, the money with its law, the ceremony, and a later revocation. */
export function awardLines(of: Case, nominee: Pick<Nominee, 'id'> | null, lines: Lines): WhyLine[] {
  const decisions = of.campaignRows.filter((row) => row.act === 'recordDecision');
  const decided = decisions.map((row) => {
    const decision = Decided.safeParse(row.facts).data?.decision;
    return lines.act(
      'award',
      row,
      decision === undefined ? say('quyết định khen thưởng', 'decision') : instrumentName(decision),
    );
  });
  const own = of.ledger.find((it) => it.nominee === nominee?.id);
  if (own === undefined) return decided;
  const written = decisions.findLast(isDone) ?? null;
  const reward = Reward.safeParse(own.reward).data;
  const money =
    reward === undefined
      ? []
      : [
          lines.fact(
            'award',
            rewardExplanation({
              ...reward,
              kind: own.kind,
              award: 'bang-khen',
              on: own.decision.date,
              amount: own.money,
            }),
            written,
          ),
        ];
  const ceremony = of.campaignRows
    .filter((row) => row.act === 'recordCeremony')
    .map((row) =>
      lines.act(
        'award',
        row,
        say(
          `tổ chức khen thưởng: ${actDetail(row.act, row, lines.names) ?? ''}`,
          `ceremony: ${actDetail(row.act, row, lines.names) ?? ''}`,
        ),
      ),
    );
  const revoked = of.revocations
    .filter((row) => {
      const facts = RevocationFacts.safeParse(row.facts).data;
      return facts?.bloc === own.bloc && facts.kind === own.kind && facts.seat === own.seat;
    })
    .map((row) => {
      const facts = RevocationFacts.safeParse(row.facts).data;
      return lines.act(
        'award',
        row,
        say(
          `thu hồi: ${facts === undefined ? '' : instrumentName(facts.decision)}`,
          `revoked: ${facts === undefined ? '' : instrumentName(facts.decision)}`,
        ),
      );
    });
  return [...decided, ...money, ...ceremony, ...revoked];
}
