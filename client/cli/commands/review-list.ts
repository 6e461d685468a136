import { type DossierRow, dossierRows } from '../../../activities/records/reads/dossiers.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignGiven, orGivenWrong } from '../given.js';
import { atFault, withRecords } from '../records-at-hand.js';
import { hang, joined, type Output, table, widthOf } from '../terminal/tables.js';

interface ListOptions {
  campaign: string;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** A dossier with the version that is to be reviewed. */
export type Filed = DossierRow & { version: NonNullable<DossierRow['version']> };

export const hasVersion = (row: DossierRow): row is Filed => row.version !== null;
export const isWaiting = (row: DossierRow): row is Filed => row.status === 'submitted' && hasVersion(row);

/** `thidua review list CAMPAIGN`: what waits for a review. @returns the exit status */
export const runReviewList = (
  { campaign: given, plan: plans, json }: ListOptions,
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  withRecords(desktop, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, plans);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { plan } = chosen;
      const campaign = campaignGiven(plan, given);
      const waiting = (await dossierRows(records, { plan: plan.plan, campaign })).filter(isWaiting);
      if (json === true) return { text: `${JSON.stringify(waiting.map(waitingJson), undefined, 2)}\n` };
      if (waiting.length === 0)
        return { text: say('Không có hồ sơ nào chờ xét.\n', 'No dossier waits for review.\n') };
      const how = say(
        `Xét một hồ sơ: thidua review ${campaign} MÃ accept|return|reject; chấp nhận tất cả: thidua review ${campaign} --all-waiting`,
        `Review one: thidua review ${campaign} CODE accept|return|reject; accept all: thidua review ${campaign} --all-waiting`,
      );
      const width = widthOf(desktop.out);
      return { text: joined([...waitingLines(plan, waiting, desktop.out), ...hang('', how, width)]) };
    }),
  );

const waitingJson = ({ unit, unitName, bloc, cutoff, launchPlan, version }: Filed) => ({
  ...{ unit, unitName, bloc, launchPlan, digest: version.digest, receipt: version.receipt },
  receivedAt: new Date(version.receivedAt).toISOString(),
  cutoff: new Date(cutoff).toISOString(),
  filedBy: version.filedBy,
  nominees: version.content.nominees,
  documents: version.content.documents,
});

const columns = [
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Mã', 'Code'), flexible: true as const },
  { title: say('Khối', 'Bloc'), flexible: true as const },
  { title: say('Nhận lúc', 'Received at') },
  { title: say('Người nộp', 'Filed by'), flexible: true as const },
  { title: say('Đề cử', 'Nominees'), flexible: true as const },
];

/** What waits, a row each. */
export function waitingLines(plan: Plan, waiting: readonly Filed[], out: Output): string[] {
  const rows = waiting.map(({ unit, unitName, bloc, version }) => [
    unitName,
    unit,
    blocLabel(plan, bloc),
    formatMoment(version.receivedAt),
    version.filedBy.person,
    version.content.nominees.map(({ name }) => name).join('; '),
  ]);
  return [
    say(`Chờ xét: ${waiting.length} hồ sơ`, `Waiting for review: ${waiting.length} dossiers`),
    ...table(columns, rows, widthOf(out)),
  ];
}
