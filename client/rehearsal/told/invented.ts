import type { DossierContent, Nominee, RankingRow } from '../../../workflows/api/messages.js';
import type { Bloc, CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import { drawn, person } from '../drawn.js';

/**
 * The rehearsal's data set. All of it is invented: the rankings, the people, what they filed. Only the units, their
 * dates and successors are real. The same question always has the same answer.
 */
export interface RehearsedUnit {
  code: UnitCode;
  name: string;
  bloc: Bloc;
}

/** Units that win in turn, so that some reach two certificates by the end of the period. */
const leaders: Partial<Record<string, UnitCode[]>> = {
  '2021/departments': ['so-tu-phap', 'so-noi-vu'],
  '2021/districts': ['ubnd-quan-ninh-kieu', 'ubnd-quan-cai-rang'],
  '2021/communes': ['ubnd-phuong-long-hoa', 'ubnd-xa-truong-long', 'ubnd-phuong-hung-loi'],
  '2022/departments': ['so-tu-phap', 'so-y-te'],
  '2022/vertical': ['bao-hiem-xa-hoi-thanh-pho', 'cong-an-thanh-pho'],
  '2022/districts': ['ubnd-quan-ninh-kieu', 'ubnd-quan-o-mon'],
  '2022/communes': ['ubnd-xa-truong-long', 'ubnd-phuong-tan-loc', 'ubnd-phuong-an-hoa'],
  '2023/departments': ['so-ngoai-vu', 'so-noi-vu'],
  '2023/vertical': ['cong-an-thanh-pho', 'kho-bac-nha-nuoc-can-tho'],
  '2023/districts': ['ubnd-quan-cai-rang', 'ubnd-huyen-phong-dien'],
  '2023/communes': ['ubnd-phuong-long-hoa', 'ubnd-phuong-an-cu', 'ubnd-xa-thanh-phu'],
  '2024/departments': ['so-noi-vu', 'so-y-te'],
  '2024/vertical': ['cong-an-thanh-pho', 'bo-chi-huy-quan-su-thanh-pho'],
  '2024/districts': ['ubnd-quan-cai-rang', 'ubnd-quan-ninh-kieu'],
  '2024/communes': ['ubnd-xa-truong-long', 'ubnd-phuong-thoi-binh', 'ubnd-phuong-tan-loc'],
  'summary/departments': ['so-noi-vu', 'so-tu-phap', 'so-y-te', 'so-tai-chinh'],
  'summary/vertical': ['cong-an-thanh-pho', 'bao-hiem-xa-hoi-thanh-pho-2025'],
  'summary/districts': ['ubnd-quan-ninh-kieu', 'ubnd-quan-cai-rang', 'ubnd-quan-o-mon'],
  'summary/communes': ['ubnd-phuong-tan-loc', 'ubnd-xa-truong-long', 'ubnd-phuong-ninh-kieu'],
};

/** Last in 2022 and first in 2023: of highest rank and of greatest leap at once. */
const lasts: Partial<Record<string, UnitCode>> = { '2022/communes': 'ubnd-phuong-long-hoa' };

/** Whether the data set needs this unit to have filed well in this campaign. */
export function isLeader(
  campaign: CampaignKey,
  { code, bloc }: Pick<RehearsedUnit, 'code' | 'bloc'>,
): boolean {
  return leaders[`${campaign}/${bloc}`]?.includes(code) ?? false;
}

/** Two districts share the first place in 2022: a tie that Home Affairs decides. */
const ties = new Set(['2022/districts']);

/** A bloc's ranking: the leaders first, the rest in a drawn order; standard competition ranks. */
export function ranking(campaign: string, bloc: Bloc, units: readonly RehearsedUnit[]): RankingRow[] {
  const key = `${campaign}/${bloc}`;
  const codes = units.filter((unit) => unit.bloc === bloc).map((unit) => unit.code);
  const first = (leaders[key] ?? []).filter((code) => codes.includes(code));
  const last = codes.filter((code) => code === lasts[key]);
  const rest = codes
    .filter((code) => !first.includes(code) && !last.includes(code))
    .map((code) => ({ code, weight: drawn(`${key}/${code}`, 1_000_000) }))
    .sort((one, other) => one.weight - other.weight || (one.code < other.code ? -1 : 1))
    .map((it) => it.code);
  return [...first, ...rest, ...last].map((unit, index) => {
    const place = ties.has(key) && index === 1 ? 0 : index;
    return { unit, rank: place + 1, score: Math.round((96.5 - place * 0.35) * 100) / 100 };
  });
}

const annualCollective = { leadership: true, propaganda: true, implementation: true, initiatives: true };
const annualIndividual = { ethics: true, taskCompletion: true, initiativeRecognised: true };

/** Who proposes a colleague of another unit too: one person in two dossiers. */
const borrowed: Partial<Record<string, { from: UnitCode; number: number }>> = {
  '2022/so-tai-chinh': { from: 'so-noi-vu', number: 1 },
};

/** Whether a unit issued its own launch plan (V.1). */
export function hasOwnPlan(campaign: CampaignKey, unit: Pick<RehearsedUnit, 'code' | 'bloc'>): boolean {
  return isLeader(campaign, unit) || drawn(`${campaign}/${unit.code}/kế hoạch`, 20) !== 0;
}

/** What a unit files; `version` 2 is a replacement or a completion. */
export function content(campaign: CampaignKey, unit: RehearsedUnit, version = 1): DossierContent {
  const isSummary = campaign === 'summary';
  const id = (nominee: string): string => `${campaign}-${unit.code}-${nominee}`;
  const hasLaunchPlan = campaign !== '2021' && hasOwnPlan(campaign, unit);
  const collective: Nominee = {
    id: id('tap-the'),
    kind: 'collective',
    name: unit.name,
    criteria: isSummary ? { outstanding: true } : { ...annualCollective, launchPlan: hasLaunchPlan },
  };
  const people = [1, 2].map((number) => individual(campaign, unit.code, number));
  const loan = borrowed[`${campaign}/${unit.code}`];
  if (loan !== undefined) {
    people.push({ ...individual(campaign, loan.from, loan.number), id: id('biet-phai') });
  }
  const nominees = [collective, ...people];
  return {
    nominees,
    documents: [
      { component: 'request', title: `Tờ trình đề nghị khen thưởng${version > 1 ? ' (bản thay thế)' : ''}` },
      { component: 'minutes', title: 'Biên bản họp xét khen thưởng' },
      ...nominees.map((nominee) => ({
        component: 'achievement-report' as const,
        title: `Báo cáo thành tích – ${nominee.name}`,
        nominee: nominee.id,
      })),
    ],
  };
}

function individual(campaign: CampaignKey, unit: UnitCode, number: number): Nominee {
  return {
    id: `${campaign}-${unit}-${String(number)}`,
    kind: 'individual',
    ...person(unit, number),
    criteria: campaign === 'summary' ? { outstanding: true } : annualIndividual,
  };
}
