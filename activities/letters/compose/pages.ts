import type { MailContent } from '../../../workflows/api/letters.js';
import type { UnitCode } from '../../../workflows/plan/schema.js';

/** The addresses in the portal that letters lead to. */
export const pages = {
  tasks: '/viec',
  campaign: (campaign: string) => `/dot/${campaign}`,
  list: (campaign: string) => `/dot/${campaign}/danh-sach`,
  documents: (campaign: string) => `/dot/${campaign}/van-ban`,
  dossier: (campaign: string, unit: string) => `/dot/${campaign}/ho-so/${unit}`,
} as const;

/** The page where what a letter asks for is done. @param unit whose dossier it is about */
export function pageOf(content: MailContent, unit: UnitCode | null): string {
  if (!('campaign' in content) || content.code === 'weekly-digest') return pages.tasks;
  const { code, campaign } = content;
  if (code.startsWith('dossier-') && unit !== null) return pages.dossier(campaign, unit);
  if (code.startsWith('launch-')) return pages.tasks;
  return /^(sign|appraise|list)-/.test(code) ? pages.list(campaign) : pages.campaign(campaign);
}
