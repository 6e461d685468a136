import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { compareText } from '../../../workflows/rules/code-points.js';
import type { Grid } from '../setup/cells.js';
import type { SheetFacts } from '../setup/faults.js';
import { type Placed, readSheet, titled } from '../setup/read-sheet.js';
import { dossierRowFaults, type Known, rankingRowFaults, seatOf, winnerRowFaults } from './checks.js';
import type { PastFacts, PastFault } from './faults.js';
import { dossierFaults, rankingFaults, unacceptedFaults, winnerFaults } from './group-checks.js';
import { type PastCampaign, pastDigest, type PastRanking, type PastWinner } from './past.js';
import {
  type DossierLine,
  type PastPart,
  pastParts,
  pastSheets,
  type RankingLine,
  type WinnerLine,
} from './sheets.js';

/** Each sheet's cells, or why there are none. */
export type PastCells = Record<PastPart, Grid | SheetFacts>;

/** What the records know already: campaigns that run or ran here; those that were imported, by their digest; whether a movement has begun. */
export interface KnownHere {
  held: readonly CampaignKey[];
  imported: ReadonlyMap<CampaignKey, string>;
  hasBegun: boolean;
}

export type ReadPast = { ok: true; campaigns: PastCampaign[] } | { ok: false; faults: PastFault[] };

interface Lines {
  rankings: Placed<RankingLine>[];
  dossiers: Placed<DossierLine>[];
  winners: Placed<WinnerLine>[];
}

/** Reads campaigns that ended before this program came, or names all that is wrong with them. */
export function readPast(cells: PastCells, known: Known, here: KnownHere): ReadPast {
  const read = {
    rankings: readSheet('rankings', pastSheets.rankings, cells.rankings),
    dossiers: readSheet('dossiers', pastSheets.dossiers, cells.dossiers),
    winners: readSheet('winners', pastSheets.winners, cells.winners),
  };
  const lines = {
    rankings: read.rankings.rows,
    dossiers: read.dossiers.rows,
    winners: read.winners.rows,
  };
  const faults = [
    ...Object.values(read).flatMap((it): PastFault[] => it.faults),
    ...rankingRowFaults(lines.rankings, known),
    ...rankingFaults(lines.rankings),
    ...dossierRowFaults(lines.dossiers, known),
    ...dossierFaults(lines.dossiers),
    ...winnerRowFaults(lines.winners, known),
    ...winnerFaults(lines.winners, known),
    ...(read.dossiers.faults.length === 0 ? unacceptedFaults(lines.winners, lines.dossiers) : []),
    ...(read.winners.faults.length === 0 ? winnerlessFaults(lines) : []),
    ...heldFaults(lines, here),
  ];
  if (faults.length > 0)
    return { ok: false, faults: inOrder(faults.map((it) => titled(it, read[it.part], pastSheets[it.part]))) };
  const campaigns = campaignsIn(lines).map((campaign) => campaignOf(campaign, lines, known));
  const settled = campaigns.filter((it) => here.hasBegun && isOther(here.imported.get(it.campaign), it));
  if (settled.length === 0) return { ok: true, campaigns };
  return { ok: false, faults: settled.map(({ campaign }) => wholly({ code: 'campaign.settled', campaign })) };
}

const isOther = (digest: string | undefined, past: PastCampaign): boolean =>
  digest !== undefined && digest !== pastDigest(past);

const wholly = (facts: PastFacts): PastFault => ({ part: 'winners', row: null, column: null, ...facts });

const campaignsIn = ({ rankings, dossiers, winners }: Lines): CampaignKey[] =>
  [...new Set([...rankings, ...dossiers, ...winners].map(({ value }) => value.campaign))].sort(compareText);

/** A campaign without a certificate hardly ended so. */
function winnerlessFaults(lines: Lines): PastFault[] {
  const won = new Set(lines.winners.map(({ value }) => value.campaign));
  return campaignsIn(lines)
    .filter((campaign) => !won.has(campaign))
    .map((campaign) => wholly({ code: 'campaign.no-winner', campaign }));
}

const heldFaults = (lines: Lines, { held }: KnownHere): PastFault[] =>
  campaignsIn(lines)
    .filter((campaign) => held.includes(campaign))
    .map((campaign) => wholly({ code: 'campaign.held-here', campaign }));

/** In the order of the sheets and their rows; what is of a whole sheet comes first. */
const inOrder = (faults: readonly PastFault[]): PastFault[] =>
  [...faults].sort(
    (a, b) => pastParts.indexOf(a.part) - pastParts.indexOf(b.part) || (a.row ?? 0) - (b.row ?? 0),
  );

function campaignOf(campaign: CampaignKey, lines: Lines, { plan }: Known): PastCampaign {
  const own = <T extends { campaign: string }>(rows: readonly Placed<T>[]): T[] =>
    rows.map(({ value }) => value).filter((it) => it.campaign === campaign);
  return {
    campaign,
    rankings: rankingsOf(own(lines.rankings)),
    dossiers: own(lines.dossiers)
      .map(({ unit, outcome }) => ({ unit, outcome }))
      .sort((a, b) => compareText(a.unit, b.unit)),
    winners: own(lines.winners)
      .map((line): PastWinner => {
        const { bloc, kind, unit, person, name, number, date, signedBy, signsAs, money } = line;
        const { seat, clause } = seatOf(plan, line) ?? { seat: line.seat, clause: '' };
        const decision = { number, date };
        return { bloc, kind, seat, clause, unit, personId: person, name, decision, signedBy, signsAs, money };
      })
      .sort((a, b) => compareText(`${a.bloc} ${a.kind} ${a.seat}`, `${b.bloc} ${b.kind} ${b.seat}`)),
  };
}

function rankingsOf(lines: readonly RankingLine[]): PastRanking[] {
  const blocs = [...new Set(lines.map(({ bloc }) => bloc))].sort(compareText);
  return blocs.map((bloc) => {
    const own = lines.filter((it) => it.bloc === bloc);
    const [{ number, date } = { number: '', date: '' }] = own;
    const rows = own.map(({ unit, rank, score }) => ({ unit, rank, ...(score !== null && { score }) }));
    return {
      bloc,
      decision: { number, date },
      rows: rows.sort((a, b) => a.rank - b.rank || compareText(a.unit, b.unit)),
    };
  });
}
