import { existsSync, readFileSync } from 'node:fs';
import type { Plan } from '../../workflows/plan/schema.js';
import { knownPlans } from './plans.js';

/** A plan's own text: what stands before its first part, its parts, and what stands after the last. */
export interface PlanText {
  opening: string[];
  sections: PlanSection[];
  closing: string[];
}

/** A part, number or letter of a plan's text. */
export interface PlanSection {
  /** `III.3.a` */
  clause: string;
  /** Its first paragraph, with its number. */
  heading: string;
  /** Those that follow it before the first section within; lines of one stay apart, `**` marks what is bold. */
  paragraphs: string[];
  sections: PlanSection[];
}

const folder = new URL('./plans/', import.meta.url);

/** The text of a plan that comes with the program (`plans/CODE.txt`); null where there is none. */
export function planTextOf({ plan }: Pick<Plan, 'plan'>): PlanText | null {
  const file = new URL(`${plan}.txt`, folder);
  return knownPlans().includes(plan) && existsSync(file) ? readPlanText(readFileSync(file, 'utf8')) : null;
}

/** Of each rank of headings, the sign before its first word: `III. `, `3. `, `a) `. */
const ranks = [/^([IVX]+)\. /, /^(\d+)\. /, /^([a-zđ])\) /];
const end = '---';

/** Reads paragraphs between blank lines; a line of three hyphens ends the last part. */
function readPlanText(text: string): PlanText {
  const read: PlanText = { opening: [], sections: [], closing: [] };
  const open: { rank: number; section: PlanSection }[] = [];
  let isOver = false;
  for (const paragraph of text.split(/\n\s*\n/).map((it) => it.trim())) {
    if (paragraph === '') continue;
    if (paragraph === end) {
      isOver = true;
      continue;
    }
    const rank = isOver ? -1 : ranks.findIndex((it) => it.test(paragraph));
    if (rank === 0 || (rank > 0 && open.length > 0)) begin(rank, paragraph);
    else if (isOver) read.closing.push(paragraph);
    else (open.at(-1)?.section.paragraphs ?? read.opening).push(paragraph);
  }
  return read;

  function begin(rank: number, heading: string): void {
    while ((open.at(-1)?.rank ?? -1) >= rank) open.pop();
    const within = open.at(-1)?.section;
    const sign = ranks[rank]?.exec(heading)?.[1] ?? '';
    const clause = within === undefined ? sign : `${within.clause}.${sign}`;
    const section: PlanSection = { clause, heading, paragraphs: [], sections: [] };
    (within?.sections ?? read.sections).push(section);
    open.push({ rank, section });
  }
}
