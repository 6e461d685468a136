import type { InventedInService } from '../../activities/records/registry/setup.js';
import type {
  FaultFacts,
  RegistryFacts,
  SetUpFault,
  SetUpWarning,
} from '../../activities/reference/setup/faults.js';
import {
  faultSentence as faultInVietnamese,
  setUpSentence as setUpInVietnamese,
} from '../../activities/reference/setup/sentences.js';
import { fileOf, type Part } from '../../activities/reference/setup/sheets.js';
import { formatDay } from '../../workflows/rules/days.js';
import { say } from './language.js';
import { placeInEnglish, sheetInEnglish } from './sheet-faults.js';

/** A fault or a warning of a set-up: file, row and column, what is wrong, what to do. */
export const setUpSentence = (
  fault: SetUpFault | SetUpWarning,
  nameOf: (part: Part) => string = fileOf,
): string =>
  say(setUpInVietnamese(fault, nameOf), `${placeInEnglish(fault, nameOf)}: ${factsInEnglish(fault)}`);

/** What is wrong with a file of cells, or with one of them, and what to do. */
export const faultSentence = (it: FaultFacts): string => say(faultInVietnamese(it), faultInEnglish(it));

/** Why invented people are not taken. */
export const inventedSentence = ({ people, message }: InventedInService): string => {
  const rest = people.length - mostNamed;
  const named = `${people.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return say(
    message,
    `Invented people are not written to records in service: ${named}. For a trial run «npx thidua live --trial --at MOMENT» first, then this command again.`,
  );
};

const mostNamed = 10;

function factsInEnglish(it: SetUpFault | SetUpWarning): string {
  switch (it.code) {
    case 'unit.no-mailbox':
      return `The unit ${it.name} (${it.unit}) is in force but has no mailbox; no letter will reach it.`;
    case 'unit.no-official':
      return `The unit ${it.name} (${it.unit}) is in force but has no focal official.`;
    case 'office.no-mailbox':
      return `The office “${it.office}” has no mailbox; add a row office:${it.office}.`;
    default:
      return faultInEnglish(it);
  }
}

function faultInEnglish(it: FaultFacts): string {
  switch (it.code) {
    case 'row.repeated':
      return `“${it.what}” stands in row ${it.first} already; each code is written once.`;
    case 'bloc.unknown':
      return `The plan has no bloc “${it.bloc}”; blocs: ${it.known.join(', ')}.`;
    case 'registry':
      return registryInEnglish(it.problem);
    case 'unit.unknown':
      return `There is no unit “${it.unit}” in the list of units.`;
    case 'period.reversed':
      return 'The last day is before the first.';
    case 'period.overlap':
      return `The time of “${it.person}” overlaps with that of row ${it.other}.`;
    case 'person.two-names':
      return `The code “${it.person}” is that of ${it.other}, not of ${it.name}; each person has one of their own.`;
    case 'person.two-addresses':
      return `“${it.person}” already has the address ${it.other} and cannot have ${it.address} too; each person has one address in every row.`;
    case 'address.two-people':
      return `The address ${it.address} is already that of “${it.other}” and cannot be that of “${it.person}” too; everybody signs in by an address of their own.`;
    case 'chairman.two':
      return `From ${formatDay(it.from)} two people are Chairman: ${it.other} (row ${it.otherRow}) and ${it.person}. Write the last day of the former; a deputy who signs for the Chairman has the form “KT. …”.`;
    case 'office.vacant':
      return `On ${formatDay(it.on)} nobody holds the office “${it.office}”; write at least one person.`;
    case 'unit.left-out':
      return `The unit ${it.name} (${it.unit}) stands in the records and is missing here. Units are never deleted; if it has ended, keep its row and write its last day.`;
    case 'holder.left-out':
      return `“${it.person}” acted for the office “${it.office}” on ${formatDay(it.on)}, so a row must say that this person held it that day; if this has ended, write the last day.`;
    case 'official.left-out':
      return `“${it.person}” acted for the unit “${it.unit}” on ${formatDay(it.on)}, so a row must say that this person was its focal official that day; if this has ended, write the last day.`;
    default:
      return sheetInEnglish(it, 'thidua setup');
  }
}

function registryInEnglish(it: RegistryFacts): string {
  switch (it.code) {
    case 'ends-before-it-begins':
      return `The unit “${it.unit}” ends before it begins.`;
    case 'unknown-parent':
      return `There is no parent unit “${it.parent}” in the list.`;
    case 'unknown-successor':
      return `There is no successor “${it.successor}” in the list.`;
    case 'successor-without-end':
      return `The unit “${it.unit}” has a successor but no last day.`;
    case 'succession-gap': {
      const begins = it.begins === null ? '' : ` (from ${formatDay(it.begins)})`;
      return `The successor “${it.successor}”${begins} is not in force the day after ${formatDay(it.ended)}, the last day of “${it.unit}”.`;
    }
    case 'succession-cycle':
      return `The unit “${it.unit}” stands in a circle of successions.`;
    case 'same-name-in-force':
      return `The unit “${it.unit}” has the same name as “${it.other}” at the same time.`;
  }
}
