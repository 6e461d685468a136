import type {
  CampaignView,
  DossierStanding,
  Entry,
  HolidayWindow,
  SelectionRequest,
} from '../../workflows/acts.js';
import type { CampaignKey, Day, UnitCode } from '../../workflows/plan/schema.js';
import { type CampaignOf, campaignStanding } from './campaigns.js';
import { movementStanding } from './closed-campaigns.js';
import { dossierStandings } from './dossier-standings.js';
import { type DossierKey, findFiling } from './filings.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import { holidayWindow } from './holidays.js';
import { loadHolidays } from './reference.js';
import type { Records } from './open.js';
import { record } from './record.js';
import { loadRewardTables } from './reference.js';
import { endedUnits, loadUnits } from './registry.js';
import { computeSelection, tryShortlist } from './selection.js';
import { showCampaign } from './status.js';

export interface RecordsDependencies {
  records: Records;
  /** The table of holidays; the one in `reference/` unless another is given. */
  holidays?: () => HolidayTable;
}

/** All that the workflows write to the records and read from them. Each may be retried at any time. */
export const createRecordsActivities = ({ records, holidays = loadHolidays }: RecordsDependencies) => ({
  record: (entry: Entry) => record(records, loadRewardTables, entry),
  loadUnits: (query: { on: Day }) => loadUnits(records, query),
  endedUnits: (query: { plan: string; from: Day; to: Day }) => endedUnits(records, query),
  loadHolidays: (query: { from: Day; to: Day }): Promise<HolidayWindow> =>
    Promise.resolve().then(() => holidayWindow(holidays(), query)),
  findFiling: (query: DossierKey & { before: number }) => findFiling(records, query),
  campaignStanding: (query: CampaignOf & { at: number | null }) => campaignStanding(records, query),
  dossierStandings: (query: {
    plan: string;
    campaign: CampaignKey;
    units: UnitCode[];
  }): Promise<DossierStanding[]> => dossierStandings(records, holidays(), query),
  movementStanding: (query: { plan: string; instance: string }) => movementStanding(records, query),
  computeSelection: (request: SelectionRequest) => computeSelection(records, request),
  tryShortlist: (request: SelectionRequest) => tryShortlist(records, request),
  showCampaign: (view: CampaignView) => showCampaign(records, view),
});
export type RecordsActivities = ReturnType<typeof createRecordsActivities>;
