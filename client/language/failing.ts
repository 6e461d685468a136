import { type Failing, failingLine as failingInVietnamese } from '../../workflows/api/failing.js';
import { formatMoment } from './amounts.js';
import { say } from './language.js';

const effects: ReadonlyMap<string, string> = new Map([
  ['record', 'recording'],
  ['deliverLetters', 'sending letters'],
  ['computeSelection', 'computing the list of awards'],
  ['findFiling', 'finding a dossier that was received'],
  ['loadUnits', 'reading the registry of units'],
  ['endedUnits', 'reading the registry of units'],
  ['loadHolidays', 'reading the table of holidays'],
  ['showCampaign', 'recording how a campaign stands'],
  ['nudge', 'telling another workflow'],
  ['fault', 'working on a message'],
]);

/** `recording (dossier-lapsed) fails since 08:00 on 10/02/2024: connection refused` */
export const failingLine = (failing: Failing): string =>
  say(failingInVietnamese(failing), failingInEnglish(failing));

function failingInEnglish({ effect, since, why }: Failing): string {
  const [kind = effect, of] = effect.split(/: (.*)/s);
  const name = `${effects.get(kind) ?? kind}${of === undefined ? '' : ` (${of})`}`;
  return `${name} fails since ${formatMoment(since)}: ${why}`;
}
