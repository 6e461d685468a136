import { statusNames } from '../api/names.js';
import { campaignName } from '../plan/names.js';
import { searchAttributes } from '../api/search-attributes.js';
import { index } from '../engine/showing.js';
import { formatDay } from '../rules/calendar.js';
import { formatMoment } from '../rules/days.js';
import type { Dossier } from './dossier.js';

/** What the Temporal UI shows of a dossier as it goes. */
export function showDossier({ context, input, state }: Dossier): void {
  const { status, cutoff, current, completeBy } = state;
  const lines = [
    `**${statusNames[status]}** – ${campaignName(input.names, input.campaign)}, đơn vị \`${input.unit}\``,
    `Nộp trước ${formatMoment(cutoff)}.`,
    current === null
      ? ''
      : `Bản hiện hành nhận lúc ${formatMoment(current.receivedAt)}, mã \`${current.digest.slice(0, 12)}\`.`,
    completeBy === null ? '' : `Hoàn thiện chậm nhất ngày ${formatDay(completeBy)}.`,
  ];
  context.show(lines.filter((line) => line !== '').join('\n\n'));
  index([{ key: searchAttributes.dossierStatus, value: status }]);
}
