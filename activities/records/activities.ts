import type { CampaignView, Entry, HolidayWindow, SelectionRequest } from '../../workflows/acts.js';
import type { Bloc, CampaignKey, Day } from '../../workflows/plan/schema.js';
import { select } from '../../workflows/rules/selection.js';
import { movementStanding } from './closed-campaigns.js';
import { type DossierKey, findFiling } from './filings.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import { holidayWindow } from './holidays.js';
import { loadHolidays } from './reference.js';
import type { Records } from './open.js';
import { record } from './record.js';
import { loadRewardTables } from './reference.js';
import { endedUnits, loadUnits } from './registry.js';
import { previousRankingKnown } from './selection-input.js';
import { computeSelection } from './selection.js';
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
  previousRankingKnown: (query: { plan: string; campaign: CampaignKey; bloc: Bloc }) =>
    previousRankingKnown(records.db, query),
  findFiling: (query: DossierKey & { before: number }) => findFiling(records, query),
  computeSelection: (request: SelectionRequest) => computeSelection(records, select, request),
  movementStanding: (query: { plan: string; instance: string }) => movementStanding(records, query),
  showCampaign: (view: CampaignView) => showCampaign(records, view),
});
export type RecordsActivities = ReturnType<typeof createRecordsActivities>;
