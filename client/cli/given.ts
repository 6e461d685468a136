import { cell } from '../../activities/reference/setup/cells.js';
import type { Records } from '../../activities/records/database/open.js';
import { allUnits, type UnitDetails } from '../../activities/records/registry/units.js';
import { MessageDay } from '../../workflows/api/message-day.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import {
  type Bloc,
  CampaignKey,
  type Day,
  type NomineeKind,
  type Plan,
} from '../../workflows/plan/schema.js';
import { bare, type Nameable } from '../../activities/reference/nearest.js';
import { campaignName } from '../language/names.js';
import { say } from '../language/language.js';
import { findNamed, nearestSentence } from '../officials/nearest.js';
import { atFault, type Ending } from './records-at-hand.js';

/** What was given on the command line can't be meant; its message is the sentence that says so. */
export class GivenWrong extends Error {
  override readonly name = 'GivenWrong';
}

/** A command's work, ended by a sentence where what was given can't be meant. */
export async function orGivenWrong(work: () => Promise<Ending>): Promise<Ending> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GivenWrong)) throw error;
    return { sentence: error.message, status: atFault };
  }
}

/** The thing of this code or name. Throws {@link GivenWrong} with the nearest right ones. */
export function namedOf<T extends Nameable>(what: string, given: string, known: readonly T[]): T {
  const read = findNamed(what, given, known);
  if ('sentence' in read) throw new GivenWrong(read.sentence);
  return read.found;
}

/** A campaign of the plan: its year, or `summary`. */
export function campaignGiven(plan: Plan, given: string): CampaignKey {
  const known = campaignsOf(plan).map((code) => ({ code, name: campaignName(plan, code) }));
  return CampaignKey.parse(namedOf(say('đợt khen thưởng', 'campaign'), given, known).code);
}

/** A bloc of the plan by its code or one of its names. */
export function blocGiven(plan: Plan, given: string): Bloc {
  const written = bare(given);
  const found = plan.blocs.find(({ code, full, running, short }) =>
    [code, full, running, short].some((name) => bare(name) === written),
  );
  if (found !== undefined) return found.code;
  const known = plan.blocs.map(({ code, short }) => ({ code, name: short }));
  throw new GivenWrong(
    say(
      `Không có khối “${given}”. ${nearestSentence(given, known)}`,
      `There is no bloc “${given}”. ${nearestSentence(given, known)}`,
    ).trim(),
  );
}

/** A unit of the registry, living or ended, by its code or its name. */
export async function unitGiven({ db }: Pick<Records, 'db'>, given: string): Promise<UnitDetails> {
  return namedOf(say('đơn vị', 'unit'), given, await allUnits(db));
}

const kinds: readonly { code: NomineeKind; name: string }[] = [
  { code: 'collective', name: say('tập thể', 'collective') },
  { code: 'individual', name: say('cá nhân', 'individual') },
];

/** `collective` or `tập thể`, `individual` or `cá nhân`. */
export const kindGiven = (given: string): NomineeKind => namedOf(say('loại', 'kind'), given, kinds).code;

/** A day as `2024-02-09` or `09/02/2024`. @param what the option that has it */
export function dayGiven(what: string, given: string): Day {
  const day = cell.day.pipe(MessageDay).safeParse(given);
  if (day.success) return day.data;
  throw new GivenWrong(
    say(
      `${what}: “${given}” không phải một ngày; viết dạng 2024-02-09 hoặc 09/02/2024, từ năm 2000 đến năm 2099.`,
      `${what}: “${given}” is not a day; write 2024-02-09 or 09/02/2024, from 2000 to 2099.`,
    ),
  );
}

/** The text of an option that must say something. */
export function textGiven(what: string, given: string | undefined): string {
  if (given === undefined || given.trim() === '')
    throw new GivenWrong(say(`Thiếu ${what}.`, `${what} is missing.`));
  return given;
}
