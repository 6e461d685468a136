import { markOf } from '../../../activities/documents/mark.js';
import type { WorkbookDraft } from '../../../activities/documents/workbooks/workbook.js';
import { renderWorkbook } from '../../../activities/documents/workbooks/render.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { inLanguage, type Words } from '../../language/language.js';
import type { Asked, AskedOfCampaign, TableDraft } from './asked.js';
import { listTable } from './award-list.js';
import { dossiersTable } from './dossiers.js';
import { exchangeTables } from './exchange.js';
import { ledgerTable } from './ledger.js';
import { lettersTable } from './letters.js';
import { rankingTable } from './ranking.js';
import { reportTables } from './report.js';

type OfCampaign = (asked: AskedOfCampaign) => Promise<TableDraft | TableDraft[]>;
type OfAll = (asked: Asked) => Promise<TableDraft | TableDraft[]>;

/** A table that leaves as a file: its file's name without the ending, what it is called. */
export type Kind = { file: string; words: Words } & (
  { needsCampaign: true; tables: OfCampaign } | { needsCampaign: false; tables: OfAll }
);

/** All that can be taken away as a spreadsheet, by what the commands that show it are called. */
export const sheetKinds = {
  dossiers: {
    file: 'ho-so',
    words: ['hồ sơ của các đơn vị', "the units' dossiers"],
    needsCampaign: true,
    tables: dossiersTable,
  },
  ranking: {
    file: 'xep-hang',
    words: ['xếp hạng, bên cạnh năm trước', 'rankings beside those of the year before'],
    needsCampaign: true,
    tables: rankingTable,
  },
  list: {
    file: 'danh-sach',
    words: ['danh sách đã trình, đã ký', 'the list that was forwarded, signed'],
    needsCampaign: true,
    tables: listTable,
  },
  ledger: {
    file: 'so-bang-khen',
    words: ['sổ Bằng khen', 'the ledger of certificates'],
    needsCampaign: false,
    tables: ledgerTable,
  },
  letters: { file: 'thu', words: ['thư', 'the letters'], needsCampaign: false, tables: lettersTable },
  report: {
    file: 'bao-cao',
    words: ['Giấy khen; khó khăn, vướng mắc', 'commendations; difficulties'],
    needsCampaign: true,
    tables: reportTables,
  },
  exchange: {
    file: 'trao-doi-du-lieu',
    words: ['khen thưởng để nhập cơ sở dữ liệu cán bộ', "awards for the officials' database"],
    needsCampaign: false,
    tables: exchangeTables,
  },
} as const satisfies Record<string, Kind>;

export type SheetKind = keyof typeof sheetKinds;

export const sheetCodes = [
  'dossiers',
  'ranking',
  'list',
  'ledger',
  'letters',
  'report',
  'exchange',
] as const satisfies readonly SheetKind[];

/** `ho-so-2023.xlsx` */
export const sheetFileName = (kind: SheetKind, campaign: CampaignKey | undefined): string =>
  `${sheetKinds[kind].file}${campaign === undefined ? '' : `-${campaign}`}.xlsx`;

/** A table of the records as an .xlsx, in Vietnamese: the same bytes from the same records. Throws where a table of one campaign is asked for without one. */
export async function sheetOf(
  kind: SheetKind,
  asked: Asked,
): Promise<{ bytes: Buffer; rows: number; name: string }> {
  const mark = await markOf(asked.records);
  const workbook = await inLanguage('vi', () => workbookOf(kind, asked));
  const bytes = await renderWorkbook({ ...workbook, mark });
  const rows = workbook.tables.reduce((sum, table) => sum + table.rows.length, 0);
  return { bytes, rows, name: sheetFileName(kind, asked.campaign) };
}

async function workbookOf(kind: SheetKind, asked: Asked): Promise<Omit<WorkbookDraft, 'mark'>> {
  const { plan, campaign } = asked;
  const chosen: Kind = sheetKinds[kind];
  let made: TableDraft | TableDraft[];
  if (!chosen.needsCampaign) made = await chosen.tables(asked);
  else if (campaign === undefined) throw new Error(`The table ${kind} is of one campaign.`);
  else made = await chosen.tables({ ...asked, campaign });
  const tables = [made].flat();
  const [first] = tables;
  return { title: first?.title ?? '', author: plan.bodies['home-affairs'].name, day: plan.issued, tables };
}
