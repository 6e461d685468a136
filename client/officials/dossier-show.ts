import type { DossierAct } from '../../activities/records/reads/dossier-history.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { formatDay } from '../../workflows/rules/days.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';
import { actName } from '../language/names.js';
import { refusalSentence } from '../language/refusals.js';

const decisions = {
  accept: say('chấp nhận', 'accepted'),
  return: say('trả lại', 'returned'),
  reject: say('từ chối', 'rejected'),
} as const;

/** An act on a dossier in a line: when, what, by whom, why. */
export function actLine(plan: Plan, act: DossierAct): string {
  const name = actName(act.act);
  const decision = act.decision === null ? '' : `: ${decisions[act.decision]}`;
  const who = act.holder ?? act.person;
  const parts = [
    `${formatMoment(Date.parse(act.at))}: ${name}${decision}${who === null ? '' : ` – ${who}`}`,
    act.refusal === null
      ? null
      : say(
          `không nhận: ${refusalSentence(plan, act.refusal)}`,
          `refused: ${refusalSentence(plan, act.refusal)}`,
        ),
    act.reason === null ? null : say(`lý do: ${act.reason}`, `reason: ${act.reason}`),
    act.completeBy === null
      ? null
      : say(
          `hoàn thiện đến hết ngày ${formatDay(act.completeBy)}`,
          `to be completed by the end of ${formatDay(act.completeBy)}`,
        ),
  ];
  return parts.filter((it) => it !== null).join('; ');
}
