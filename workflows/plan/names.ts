import { z } from 'zod';
import { Bloc, type CampaignKey } from './schema.js';

const Named = z.object({ name: z.string() });

/** What readers see of a plan's own names; a whole plan is one too, a dossier carries no more than this. */
export const PlanNames = z.object({
  number: z.string(),
  period: Named,
  bodies: z.object({ 'home-affairs': Named, board: Named, chairman: Named }),
  blocs: z.array(z.object({ code: Bloc, full: z.string(), running: z.string(), short: z.string() })),
});
export type PlanNames = z.infer<typeof PlanNames>;

/** The names alone, without the plan. */
export const namesOf = (names: PlanNames): PlanNames => PlanNames.parse(names);

/** The names that the dossiers of one bloc need. */
export const namesFor = (names: PlanNames, bloc: Bloc): PlanNames =>
  PlanNames.parse({ ...names, blocs: names.blocs.filter((it) => it.code === bloc) });

/** An office as sentences name it. */
export function officeName({ bodies }: Pick<PlanNames, 'bodies'>, office: string): string {
  if (office === 'unit') return 'các đơn vị';
  return Object.entries(bodies).find(([code]) => code === office)?.[1].name ?? office;
}

type BlocNames = Pick<PlanNames, 'blocs'>;
const blocIn = ({ blocs }: BlocNames, code: string) => blocs.find((it) => it.code === code);

/** Whether a code is one of the plan's blocs. */
export const isBloc = (names: BlocNames, code: string): boolean => blocIn(names, code) !== undefined;

/** The blocs' codes, in the order of every list. */
export const blocCodes = ({ blocs }: { blocs: readonly { code: string }[] }): string[] =>
  blocs.map(({ code }) => code);

/** A bloc as a heading. */
export const blocHeading = (names: BlocNames, code: string): string => blocIn(names, code)?.full ?? code;

/** A bloc within a sentence. */
export const blocName = (names: BlocNames, code: string): string => blocIn(names, code)?.running ?? code;

/** A bloc in a column. */
export const blocLabel = (names: BlocNames, code: string): string => blocIn(names, code)?.short ?? code;

type PeriodNames = Pick<PlanNames, 'period'>;

/** `đợt khen thưởng năm 2023`, `tổng kết giai đoạn 2021–2025` */
export const campaignName = ({ period }: PeriodNames, campaign: CampaignKey): string =>
  campaign === 'summary' ? `tổng kết giai đoạn ${period.name}` : `đợt khen thưởng năm ${campaign}`;

/** `năm 2023`, `giai đoạn 2021–2025` */
export const periodName = ({ period }: PeriodNames, campaign: CampaignKey): string =>
  campaign === 'summary' ? `giai đoạn ${period.name}` : `năm ${campaign}`;

/** `Kế hoạch số 263/KH-UBND`; a sample says that it is one. */
export const planName = ({ number, sample }: { number: string; sample?: string | undefined }): string =>
  sample === undefined ? `Kế hoạch số ${number}` : `Kế hoạch số ${number} (${sample})`;

/** The campaigns of a plan in their order, the summary last. */
export const campaignsOf = ({ annual }: { annual: { years: readonly number[] } }): CampaignKey[] => [
  ...annual.years.map(String),
  'summary',
];

/** A count as officials write it: `02`. */
export const twoDigits = (count: number): string => String(count).padStart(2, '0');
