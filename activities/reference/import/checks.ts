import { blocCodes } from '../../../workflows/plan/names.js';
import { seatLabel, seatsOf } from '../../../workflows/plan/seats.js';
import type { CampaignKey, Day, Plan } from '../../../workflows/plan/schema.js';
import { datesYear, dayOf } from '../../../workflows/rules/calendar.js';
import { campaignStart } from '../../../workflows/rules/campaign-start.js';
import { isInForce, type Unit } from '../../../workflows/rules/registry.js';
import { nearestCode } from '../nearest.js';
import type { Placed } from '../setup/read-sheet.js';
import type { PastFacts, PastFault } from './faults.js';
import type { DossierLine, PastPart, RankingLine, WinnerLine } from './sheets.js';

/** What is checked against: the plan, the units that are set up, the business day. */
export interface Known {
  plan: Plan;
  units: ReadonlyMap<string, Unit>;
  on: Day;
}

type Line = RankingLine | DossierLine | WinnerLine;

/** One row's faults: `at` names the field. */
export class RowFaults {
  readonly found: PastFault[] = [];

  constructor(
    private readonly part: PastPart,
    private readonly row: number,
  ) {}

  at(field: string, facts: PastFacts): void {
    this.found.push({ part: this.part, row: this.row, column: field, ...facts });
  }
}

/** Of a row of any sheet: its campaign, its unit, and the bloc that it names. */
function checkUnit(line: Line, { plan, units }: Known, faults: RowFaults): void {
  const { campaign } = line;
  const years = plan.annual.years.map(String);
  if (!years.includes(campaign)) faults.at('campaign', { code: 'campaign.unknown', campaign, known: years });
  const blocs = blocCodes(plan);
  const bloc = 'bloc' in line ? line.bloc : null;
  const isKnown = bloc === null || blocs.includes(bloc);
  if (!isKnown)
    faults.at('bloc', { code: 'bloc.unknown', bloc, near: nearestCode(bloc, blocs), known: blocs });
  const unit = units.get(line.unit);
  if (unit === undefined) {
    const near = nearestCode(line.unit, units.keys());
    return faults.at('unit', { code: 'unit.unknown', unit: line.unit, near });
  }
  if (bloc !== null && isKnown && unit.bloc !== bloc)
    faults.at('unit', { code: 'unit.other-bloc', unit: unit.code, bloc, own: unit.bloc });
}

/** The units of a campaign are those in force on the last day of its year. */
function checkInForce({ unit: code, campaign }: Line, { units }: Known, faults: RowFaults): void {
  const unit = units.get(code);
  const on = `${campaign}-12-31`;
  if (unit !== undefined && !isInForce(unit, on))
    faults.at('unit', { code: 'unit.not-in-force', unit: code, on });
}

function checkDate(date: Day, earliest: Day, { campaign }: Line, known: Known, faults: RowFaults): void {
  const latest = `${String(datesYear(known.plan, campaign))}-12-31`;
  if (date > known.on) faults.at('date', { code: 'date.in-future', date, on: known.on });
  else if (date < earliest || date > latest)
    faults.at('date', { code: 'date.outside', date, earliest, latest });
}

const isOfPlan = ({ plan }: Known, campaign: CampaignKey): boolean =>
  plan.annual.years.map(String).includes(campaign);

/** Each row of the rankings by itself: its decision is of the campaign's time. */
export const rankingRowFaults = (rows: readonly Placed<RankingLine>[], known: Known): PastFault[] =>
  rows.flatMap(({ row, value }) => {
    const faults = new RowFaults('rankings', row);
    checkUnit(value, known, faults);
    if (isOfPlan(known, value.campaign))
      checkDate(value.date, dayOf(campaignStart(known.plan, value.campaign)), value, known, faults);
    return faults.found;
  });

export const dossierRowFaults = (rows: readonly Placed<DossierLine>[], known: Known): PastFault[] =>
  rows.flatMap(({ row, value }) => {
    const faults = new RowFaults('dossiers', row);
    checkUnit(value, known, faults);
    checkInForce(value, known, faults);
    return faults.found;
  });

/** Each certificate by itself: its decision comes after the opening, its clause is its seat's, an individual has an id. */
export const winnerRowFaults = (rows: readonly Placed<WinnerLine>[], known: Known): PastFault[] =>
  rows.flatMap(({ row, value }) => {
    const faults = new RowFaults('winners', row);
    checkUnit(value, known, faults);
    checkInForce(value, known, faults);
    if (value.kind === 'individual' && value.person === null) faults.at('person', { code: 'person.missing' });
    if (value.kind === 'collective' && value.person !== null)
      faults.at('person', { code: 'person.unwanted' });
    if (!isOfPlan(known, value.campaign)) return faults.found;
    const opening = `${String(datesYear(known.plan, value.campaign))}-01-01`;
    checkDate(value.date, opening, value, known, faults);
    const seat = seatOf(known.plan, value);
    if (seat !== undefined && value.clause !== null && value.clause !== seat.clause)
      faults.at('clause', { code: 'clause.other', clause: value.clause, own: seat.clause });
    return faults.found;
  });

/** The seats that a certificate's bloc has of its kind. */
export const seatsFor = (plan: Plan, { campaign, bloc, kind }: WinnerLine) =>
  seatsOf(plan, campaign).filter((it) => it.bloc === bloc && it.kind === kind);

/** The seat that is named by its code or as people read it; undefined: none is. */
export const seatOf = (plan: Plan, line: WinnerLine) =>
  seatsFor(plan, line).find(
    (it) => it.seat === line.seat || seatLabel(it).toLowerCase() === line.seat.toLowerCase(),
  );
