import type { RecordsEffects } from '../../workflows/api/effects.js';
import { campaignStanding } from './acts/campaigns.js';
import { movementStanding } from './reads/closed-campaigns.js';
import { dossierStandings } from './reads/dossier-standings.js';
import { findFiling } from './filings/receive.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import { holidayWindow } from '../reference/holiday-window.js';
import { loadHolidays } from '../reference/tables.js';
import type { Records } from './database/open.js';
import { record } from './acts/record.js';
import { loadRewardTables } from '../reference/tables.js';
import { endedUnits, loadUnits } from './registry/units.js';
import { computeSelection, tryShortlist } from './selection/compute.js';
import { showCampaign } from './reads/status.js';

export interface RecordsDependencies {
  records: Records;
  /** The table of holidays that a plan goes by; the one in `reference/` unless another is given. */
  holidays?: (plan: string) => HolidayTable;
}

/** The records' effects: {@link RecordsEffects} says what each means. */
export const createRecordsEffects = ({
  records,
  holidays = loadHolidays,
}: RecordsDependencies): RecordsEffects => ({
  record: (entry) => record(records, loadRewardTables, entry),
  loadUnits: (query) => loadUnits(records, query),
  endedUnits: (query) => endedUnits(records, query),
  loadHolidays: (query) => Promise.resolve().then(() => holidayWindow(holidays(query.plan), query)),
  findFiling: (query) => findFiling(records, query),
  campaignStanding: (query) => campaignStanding(records, query),
  dossierStandings: (query) => dossierStandings(records, query),
  movementStanding: (query) => movementStanding(records, query),
  computeSelection: (request) => computeSelection(records, request),
  tryShortlist: (request) => tryShortlist(records, request),
  showCampaign: (view) => showCampaign(records, view),
});
