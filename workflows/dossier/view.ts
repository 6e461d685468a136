import { TypedSearchAttributes } from '@temporalio/common';
import { statusNames } from '../api/names.js';
import { campaignName, planName } from '../plan/names.js';
import { searchAttributes } from '../api/search-attributes.js';
import { index } from '../engine/showing.js';
import { formatDay } from '../rules/calendar.js';
import { formatMoment } from '../rules/days.js';
import type { Dossier } from './dossier.js';
import type { DossierInput } from './state.js';

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

/** What the Temporal UI shows of a dossier from its start. */
export function dossierMemo(input: DossierInput) {
  return {
    staticSummary: `Hồ sơ ${input.unit} – ${campaignName(input.names, input.campaign)}`,
    staticDetails: `${planName(input.names)}, mục IV.1.a và IV.2: hồ sơ đề nghị khen thưởng của một đơn vị.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.plan, value: input.plan },
      { key: searchAttributes.campaign, value: input.campaign },
      { key: searchAttributes.bloc, value: input.bloc },
      { key: searchAttributes.unit, value: input.unit },
      { key: searchAttributes.dossierStatus, value: input.state.status },
    ]),
  };
}
