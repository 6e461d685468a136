import { type PaperKind, paperKindOf } from '../../reference/papers.js';
import type { SheetDraft } from '../sheet.js';
import { achievementSheet } from './achievement.js';
import type { PaperFacts, PartFacts } from './facts.js';
import { minutesSheet } from './minutes.js';
import { unitRequestSheet } from './request.js';

/** A paper of a dossier that can be printed, signed and sent back. */
export interface Paper {
  component: string;
  /** The nominee's id, of a paper that each has. */
  nominee: string | null;
  /** Its file's name. */
  file: string;
  sheet: SheetDraft;
}

const files: Readonly<Record<PaperKind, string>> = {
  request: 'to-trinh',
  minutes: 'bien-ban-hop-xet',
  achievement: 'bao-cao-thanh-tich',
};

/** The papers of a dossier (IV.2), in the plan's order: one of each part, or one a nominee. */
export function papersOf(facts: PaperFacts): Paper[] {
  const papers = facts.plan.dossier.flatMap((component) => {
    const kind = paperKindOf(facts.plan.plan, component.code);
    return kind === undefined ? [] : ofKind(kind, { ...facts, component });
  });
  return papers.map((paper, index) => ({ ...paper, file: `${String(index + 1)}-${paper.file}.docx` }));
}

function ofKind(kind: PaperKind, part: PartFacts): Paper[] {
  const { code, per } = part.component;
  const file = files[kind];
  if (kind === 'achievement')
    return per === 'dossier'
      ? []
      : part.nominees.map((nominee, index) => ({
          component: code,
          nominee: nominee.id,
          file: `${file}-${String(index + 1)}`,
          sheet: achievementSheet(part, nominee),
        }));
  const sheet = kind === 'minutes' ? minutesSheet(part) : unitRequestSheet(part);
  return [{ component: code, nominee: null, file, sheet }];
}
