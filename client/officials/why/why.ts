import type { AuditRow } from '../../../activities/records/acts/audit.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { KnownNominee } from '../../../activities/records/reads/nominees.js';
import { campaignsOfUnit } from '../../../activities/records/reads/unit-dossier.js';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import type { Names } from '../act-words.js';
import { type Case, isDone, type Nominee, readCase } from './case.js';
import { awardLines, choiceLines, listLines, questionLines, ruleLines } from './decision-lines.js';
import { dossierLines } from './dossier-lines.js';
import { Lines, type WhyLine } from './line.js';
import { meritLines, rankingLines } from './merit-lines.js';
import type { Subject } from './subjects.js';
import { type Verdict, verdictOf } from './verdict.js';

/** Why a unit or person was, or was not, rewarded in one campaign: how it ended, and line by line what led there. */
export interface WhyInCampaign {
  campaign: CampaignKey;
  unit: { code: string; name: string };
  nominee: { id: string; kind: string; name: string } | null;
  verdict: Verdict;
  lines: WhyLine[];
}

interface Question {
  subject: Subject;
  /** null: each in which the subject appears. */
  campaign: CampaignKey | null;
  nominees: readonly KnownNominee[];
}

/** Why, in each campaign asked for in which the subject appears; read from the records alone. */
export async function whyOf(
  records: Records,
  names: Names,
  { subject, campaign, nominees }: Question,
): Promise<WhyInCampaign[]> {
  const appearances =
    subject.kind === 'unit'
      ? (await campaignsOfUnit(records, names.plan.plan, subject.code)).map((it) => ({
          campaign: CampaignKey.parse(it),
          unit: subject.code,
          nominee: null,
        }))
      : nominees.filter((it) => it.personId === subject.personId);
  const answers: WhyInCampaign[] = [];
  for (const it of appearances) {
    if (campaign !== null && it.campaign !== campaign) continue;
    const of = await readCase(records, names.plan, it.campaign, it.unit);
    if (of !== null) answers.push(whyIn(of, it.nominee, names));
  }
  return answers;
}

/** @param id the nominee; null: the unit itself, with a line on each of its people */
function whyIn(of: Case, id: string | null, names: Names): WhyInCampaign {
  const lines = new Lines(of, names);
  const known = nomineesOf(of);
  const found =
    id === null ? known.find(({ kind }) => kind === 'collective') : known.find((it) => it.id === id);
  const nominee = found ?? null;
  return {
    campaign: of.campaign,
    unit: { code: of.dossier.unit, name: of.dossier.unitName },
    nominee: nominee === null ? null : { id: nominee.id, kind: nominee.kind, name: nominee.name },
    verdict: verdictOf(of, nominee),
    lines: [
      ...dossierLines(of, lines),
      ...(nominee === null ? [] : meritLines(of, nominee, lines)),
      ...rankingLines(of, lines),
      ...questionLines(of, nominee ?? { kind: 'collective' }, lines),
      ...(nominee === null ? [] : choiceLines(of, nominee, lines)),
      ...(nominee === null ? [] : ruleLines(of, nominee, lines)),
      ...listLines(of, nominee, lines),
      ...awardLines(of, nominee, lines),
      ...(id === null ? peopleLines(of, known, lines) : []),
    ],
  };
}

/** The nominees of the unit, as the list that counts knows them. */
const nomineesOf = ({ computed, dossier }: Case): Nominee[] =>
  computed?.input.dossiers.find(({ unit }) => unit === dossier.unit)?.nominees ?? [];

function peopleLines(of: Case, known: readonly Nominee[], lines: Lines): WhyLine[] {
  return known
    .filter(({ kind }) => kind === 'individual')
    .map((it) => {
      const verdict = verdictOf(of, it);
      return lines.fact('people', `${it.name}: ${verdict.text}`, provingRow(of, verdict));
    });
}

/** The act that a verdict rests on. */
function provingRow(of: Case, { outcome }: Verdict): AuditRow | null {
  const last = (act: string): AuditRow | null =>
    of.campaignRows.findLast((row) => row.act === act && isDone(row)) ?? null;
  if (outcome === 'awarded') return last('recordDecision');
  if (outcome === 'struck') return last('signOff');
  if (outcome === 'revoked') return of.revocations.at(-1) ?? null;
  return of.computed?.row ?? null;
}
