import { businessInstant } from '../../../activities/records/database/business-time.js';
import { knownNominees } from '../../../activities/records/reads/nominees.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { namesOfRecords } from '../../officials/names-of.js';
import { codeOf, findSubject, type Found, type Subject } from '../../officials/why/subjects.js';
import { type WhyInCampaign, whyOf } from '../../officials/why/why.js';
import { campaignName } from '../../language/names.js';
import { say, forPrograms } from '../../language/language.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending } from '../records-at-hand.js';
import { whyPage } from '../show/why-page.js';
import { joined, widthOf } from '../terminal/tables.js';

export interface WhyOptions {
  /** A unit or a nominee: code, id, or name. */
  of: string;
  /** `2023`, or `summary`; each in which it appears where it is left out. */
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua why`: why a unit or person was, or was not, rewarded: on a page or as JSON, each line with the audit row and the
 * event that prove it. Read from the records alone: the answer is the same when the server is gone.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach
 */
export function runWhy(options: WhyOptions, surroundings: Surroundings = ownSurroundings()): Promise<number> {
  return answerFromRecords(options, surroundings, async (records, plan, campaign): Promise<Ending> => {
    const nominees = await knownNominees(records, plan.plan);
    const units = await allUnits(records.db);
    const found = findSubject(options.of, { units, nominees });
    if (!('subject' in found))
      return { sentence: whichOne(options.of, found, nameOfUnit(units)), status: atFault };
    const names = await namesOfRecords(records, plan);
    const question = { subject: found.subject, campaign: campaign ?? null, nominees };
    const answers = await forPrograms(options.json, () => whyOf(records, names, question));
    if (answers.length === 0) return absent(plan, found.subject, campaign);
    if (options.json === true) return { text: jsonOf(found.subject, answers) };
    return { text: joined(whyPage(plan, answers, widthOf(surroundings.out))) };
  });
}

type Units = Awaited<ReturnType<typeof allUnits>>;
const nameOfUnit =
  (units: Units) =>
  (code: string): string =>
    units.find((it) => it.code === code)?.name ?? code;

const mostListed = 20;

function whichOne(
  given: string,
  { among, isNear }: Extract<Found, { among: unknown }>,
  unitName: (code: string) => string,
): string {
  const listed = among.slice(0, mostListed).map((it) => `  ${codeOf(it)}  ${describe(it, unitName)}`);
  const more = among.length - listed.length;
  const head = isNear
    ? say(
        `Không có đơn vị, cá nhân nào là “${given}”.${among.length === 0 ? '' : ' Gần nhất:'}`,
        `There is no unit or person “${given}”.${among.length === 0 ? '' : ' Nearest:'}`,
      )
    : say(
        `“${given}” có thể là nhiều đơn vị, cá nhân; hãy nêu mã:`,
        `“${given}” may be several units or persons; give a code:`,
      );
  return [head, ...listed, ...(more > 0 ? [say(`  … và ${more} nữa`, `  … and ${more} more`)] : [])].join(
    '\n',
  );
}

const describe = (subject: Subject, unitName: (code: string) => string): string =>
  subject.kind === 'unit' ? subject.name : `${subject.name} – ${unitName(subject.unit)}`;

function absent(plan: Plan, subject: Subject, campaign: CampaignKey | undefined): Ending {
  const where =
    campaign === undefined ? say('đợt khen thưởng nào', 'any campaign') : campaignName(plan, campaign);
  return {
    sentence: say(
      `${subject.name} (${codeOf(subject)}) không có hồ sơ trong ${where}.`,
      `${subject.name} (${codeOf(subject)}) has no dossier in ${where}.`,
    ),
    status: atFault,
  };
}

function jsonOf(subject: Subject, answers: readonly WhyInCampaign[]): string {
  const campaigns = answers.map((answer) => ({
    ...answer,
    lines: answer.lines.map((line) => ({ ...line, at: line.at === null ? null : businessInstant(line.at) })),
  }));
  return `${JSON.stringify({ subject, campaigns }, undefined, 2)}\n`;
}
