import type { PastFacts, PastFault } from '../../activities/reference/import/faults.js';
import { pastSentence as pastInVietnamese } from '../../activities/reference/import/sentences.js';
import { type PastPart, pastSheets } from '../../activities/reference/import/sheets.js';
import { blocName } from '../../workflows/plan/names.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { formatDay } from '../../workflows/rules/days.js';
import { say } from './language.js';
import { placeInEnglish, sheetInEnglish } from './sheet-faults.js';

type SheetName = (sheet: string) => string;

/** A fault of an import: file, row and column, what is wrong, what to do. */
export function pastSentence(fault: PastFault, plan: Plan, nameOf: SheetName): string {
  const place = placeInEnglish(fault, (part: PastPart) => nameOf(pastSheets[part].sheet));
  return say(pastInVietnamese(fault, plan, nameOf), `${place}: ${factsInEnglish(fault, plan)}`);
}

const meant = (near: string | null): string => (near === null ? '' : ` Is it “${near}”?`);

const outcomes: ReadonlyMap<string | null, string> = new Map([
  ['rejected', 'was rejected'],
  ['withdrawn', 'was withdrawn'],
  ['lapsed', 'was not filed'],
]);

function factsInEnglish(it: PastFault, plan: Plan): string {
  switch (it.code) {
    case 'campaign.unknown':
    case 'campaign.held-here':
    case 'campaign.settled':
    case 'campaign.no-winner':
      return campaignInEnglish(it);
    case 'bloc.unknown':
      return `The plan has no bloc “${it.bloc}”.${meant(it.near)} Blocs: ${it.known.join(', ')}.`;
    case 'unit.unknown':
      return `No unit with the code “${it.unit}” is set up.${meant(it.near)}`;
    case 'unit.other-bloc':
      return `The unit “${it.unit}” is of the bloc “${it.own}”, not of “${it.bloc}”.`;
    case 'unit.not-in-force':
      return `The unit “${it.unit}” was not in force on ${formatDay(it.on)} and takes no part in this campaign.`;
    case 'unit.twice':
      return `The unit “${it.unit}” stands in row ${it.first} of the same campaign already.`;
    case 'person.twice':
      return `The person with code “${it.person}” was rewarded in row ${it.first} of the same campaign.`;
    case 'person.two-names':
      return `The code “${it.person}” is that of ${it.other}, not of ${it.name}; each person has one of their own.`;
    case 'person.missing':
      return "The person's code is missing; certificates of individuals are counted by it in the summary of the period.";
    case 'person.unwanted':
      return "Certificates of collectives have no person's code; leave this cell empty.";
    case 'ranking.misfit':
      return `The rank ${it.rank} does not fit the other ranks of the bloc (equal ranks: 1, 2, 2, 4 or 1, 2, 2, 3).`;
    case 'ranking.two-decisions':
      return `The publishing decision differs from row ${it.first}; a bloc's ranking of a year goes by one decision.`;
    case 'seat.unknown':
      return `This bloc has no seat “${it.seat}”.${meant(it.near)} Seats: ${it.known.join(', ')}.`;
    case 'seat.taken':
      return `The seat “${it.seat}” of the bloc is taken in row ${it.first}.`;
    case 'quota.exceeded':
      return `Too many: ${blocName(plan, it.bloc)} has at most ${it.quota} certificates for ${it.kind}s in ${it.campaign}.`;
    case 'clause.other':
      return `This seat goes by clause ${it.own} of the plan, not by “${it.clause}”.`;
    case 'winner.not-accepted':
      return it.outcome === null
        ? `The outcome of that year's dossier of the unit “${it.unit}” is missing (${pastSheets.dossiers.sheet}).`
        : `That year's dossier of the unit “${it.unit}” ${outcomes.get(it.outcome) ?? it.outcome}, so no certificate can have been given.`;
    case 'date.outside':
      return `${formatDay(it.date)} lies outside the time of the campaign (${formatDay(it.earliest)} to ${formatDay(it.latest)}).`;
    case 'date.in-future':
      return `${formatDay(it.date)} is later than today (${formatDay(it.on)}).`;
    default:
      return sheetInEnglish(it, 'thidua import');
  }
}

function campaignInEnglish(it: Extract<PastFacts, { code: `campaign.${string}` }>): string {
  switch (it.code) {
    case 'campaign.unknown':
      return `The plan has no campaign of “${it.campaign}”; campaigns: ${it.known.join(', ')}.`;
    case 'campaign.held-here':
      return `The campaign of ${it.campaign} was or is held on this system and cannot be imported.`;
    case 'campaign.settled':
      return `The campaign of ${it.campaign} was imported with another content and the movement has run on from it; it no longer changes. Mistakes are mended by decisions that revoke and give anew.`;
    case 'campaign.no-winner':
      return `The campaign of ${it.campaign} has no certificates; only campaigns with their decision are imported.`;
  }
}
