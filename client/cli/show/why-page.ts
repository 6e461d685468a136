import type { Plan } from '../../../workflows/plan/schema.js';
import { clockTimeOf, dayOf, formatDay } from '../../../workflows/rules/days.js';
import type { WhyLine } from '../../officials/why/line.js';
import { outcomeNames, partNames } from '../../officials/why/why-names.js';
import type { WhyInCampaign } from '../../officials/why/why.js';
import { campaignName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';
import { ProofMarks } from './proof-marks.js';

/** One page a campaign: how it ended and why, line by line with what proves it. */
export function whyPage(plan: Plan, answers: readonly WhyInCampaign[], width: number): string[] {
  const marks = new ProofMarks();
  const pages = answers.flatMap((answer, index) => [
    ...(index === 0 ? [] : ['']),
    ...campaignLines(plan, answer, marks, width),
  ]);
  return [...pages, '', ...marks.legend(width)];
}

function campaignLines(plan: Plan, answer: WhyInCampaign, marks: ProofMarks, width: number): string[] {
  const { unit, nominee, campaign, verdict, lines } = answer;
  const who =
    nominee === null || nominee.kind === 'collective' ? unit.name : `${nominee.name} – ${unit.name}`;
  const parts = [...new Set(lines.map(({ part }) => part))];
  return [
    ...hang('', `${who} – ${campaignName(plan, campaign)}`, width),
    ...hang(`${outcomeNames[verdict.outcome]}: `, verdict.text, width),
    ...parts.flatMap((part) => [
      `  ${partNames[part]}`,
      ...lines.filter((line) => line.part === part).flatMap((line) => lineOf(line, marks, width)),
    ]),
  ];
}

function lineOf(line: WhyLine, marks: ProofMarks, width: number): string[] {
  const when = line.at === null ? '' : `${formatDay(dayOf(line.at))} ${clockTimeOf(line.at).slice(11, 16)}  `;
  const who = line.who === null ? '' : ` – ${line.who}`;
  const why = line.reason === null ? '' : say(`. Lý do: ${line.reason}`, `. Reason: ${line.reason}`);
  const mark = marks.of(line);
  return hang(`    ${when}`, `${line.text}${who}${why}${mark === '' ? '' : ` ${mark}`}`, width);
}
