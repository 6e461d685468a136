import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { descriptionFiles, documentColumns, nomineeColumns } from './description.js';

/** The tables in which a dossier is described, with their columns, and the plan's components as rows to be filled in. */
export function dossierTables(plan: Plan, campaign: CampaignKey): { name: string; text: string }[] {
  const components = plan.dossier.map(({ code, name }) => [code, '', name, '']);
  return [
    {
      name: descriptionFiles.nominees,
      text: csv([
        nomineeColumns(plan, campaign).map(({ field }) => field),
        ...nomineeRemarks(plan, campaign),
      ]),
    },
    {
      name: descriptionFiles.documents,
      text: csv([documentColumns.map(({ field }) => field), ...components]),
    },
  ];
}

/** Rows beginning with # are remarks. */
const nomineeRemarks = (plan: Plan, campaign: CampaignKey): string[][] => [
  nomineeColumns(plan, campaign).map(({ field, titles }, index) =>
    index === 0 ? '# mã tự đặt' : field === 'kind' ? 'tập thể hoặc cá nhân' : (titles[0] ?? field),
  ),
];

const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

const cellOf = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
