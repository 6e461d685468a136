import type { Actor, DossierContent, Nominee } from '../../workflows/api/messages.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { plan263 } from '../plan/plans.js';

export const homeAffairs: Actor = { office: 'home-affairs', person: 'snv-cchc-1' };
export const homeAffairsHead: Actor = { office: 'home-affairs', person: 'snv-giam-doc' };
export const board: Actor = { office: 'board', person: 'btdkt-truong-ban' };
export const chairman: Actor = { office: 'chairman', person: 'tran-viet-truong' };
export const deputy: Actor = { office: 'chairman', person: 'ct-pho-chu-tich' };
export const unitOfficial = (unit: UnitCode): Actor => ({ office: 'unit', unit, person: `${unit}-vt` });

export const collectiveOf = (unit: UnitCode): string => `${unit}-tt`;
export const personOf = (unit: UnitCode): string => `${unit}-cn`;

/** What a unit files: itself and one person, meeting every criterion. */
export function aDossier(
  campaign: CampaignKey,
  unit: UnitCode,
  over: { personId?: string; edition?: string } = {},
): DossierContent {
  const { criteria } = campaign === 'summary' ? plan263.summary : plan263.annual;
  const met = (kind: 'collective' | 'individual') =>
    Object.fromEntries(criteria[kind].map((criterion) => [criterion.code, true]));
  const nominees: Nominee[] = [
    { id: collectiveOf(unit), kind: 'collective', name: `Tập thể ${unit}`, criteria: met('collective') },
    {
      id: personOf(unit),
      kind: 'individual',
      name: `Cán bộ ${unit}`,
      personId: over.personId ?? `${unit}-cb1`,
      criteria: met('individual'),
    },
  ];
  const reports = nominees.map((nominee) => ({
    component: 'achievement-report' as const,
    title: `Báo cáo thành tích ${nominee.name}`,
    nominee: nominee.id,
  }));
  return {
    nominees,
    documents: [
      { component: 'request', title: `Tờ trình ${over.edition ?? ''}`.trim() },
      { component: 'minutes', title: 'Biên bản họp xét' },
      ...reports,
    ],
  };
}
