import type { DossierAct } from '../../activities/records/reads/dossier-history.js';
import { actNames } from '../../workflows/api/act-names.js';
import { refusalSentence } from '../../workflows/api/refusal-sentences.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { formatDay, formatMoment } from '../../workflows/rules/days.js';

const decisions = { accept: 'chấp nhận', return: 'trả lại', reject: 'từ chối' } as const;

/** An act on a dossier in a line: when, what, by whom, why. */
export function actLine(plan: Plan, act: DossierAct): string {
  const name = actNames.get(act.act) ?? act.act;
  const decision = act.decision === null ? '' : `: ${decisions[act.decision]}`;
  const who = act.holder ?? act.person;
  const parts = [
    `${formatMoment(Date.parse(act.at))}: ${name}${decision}${who === null ? '' : ` – ${who}`}`,
    act.refusal === null ? null : `không nhận: ${refusalSentence(plan, act.refusal)}`,
    act.reason === null ? null : `lý do: ${act.reason}`,
    act.completeBy === null ? null : `hoàn thiện đến hết ngày ${formatDay(act.completeBy)}`,
  ];
  return parts.filter((it) => it !== null).join('; ');
}
