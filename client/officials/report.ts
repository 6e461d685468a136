import type { CommendationRow, DifficultyRow } from '../../activities/records/reads/reports.js';
import { dayOf } from '../../workflows/rules/days.js';

/** One table of both, so that a spreadsheet takes it as it is; with the mark by which Excel knows UTF-8. */
export function reportCsv(
  commendations: readonly CommendationRow[],
  difficulties: readonly DifficultyRow[],
): string {
  const head = [
    'loai',
    'ma_don_vi',
    'don_vi',
    'khoi',
    'tap_the',
    'ca_nhan',
    'so_van_ban',
    'ngay',
    'noi_dung',
  ];
  const rows = [
    ...commendations.map(({ unit, unitName, bloc, collectives, individuals, document }) => [
      ...['giay-khen', unit, unitName, bloc, String(collectives), String(individuals)],
      ...[document?.number ?? '', document?.date ?? '', ''],
    ]),
    ...difficulties.map(({ unit, unitName, bloc, reportedAt, text }) => [
      ...['vuong-mac', unit, unitName, bloc, '', '', '', dayOf(reportedAt), text],
    ]),
  ];
  return `\ufeff${[head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
