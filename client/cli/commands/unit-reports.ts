import type { RecordLaunchPlan } from '../../../workflows/api/messages.js';
import { messages, type Definition } from '../../../workflows/api/messages.js';
import { sendToCampaign } from '../../officials/send.js';
import { campaignName, officeName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { actAs, actEnding, type ActingOptions, type Desk } from '../acting.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { type DossierAt, dossierAt, unitMissing } from '../dossier-at.js';
import { atFault, end } from '../records-at-hand.js';
import { messageFrom } from '../unit-messages.js';
import { actorOfUnit } from './dossier.js';

export interface UnitReportOptions extends ActingOptions {
  campaign: string;
  unit?: string | undefined;
}

/** What a unit reports, and what is said once it is recorded. */
interface Report<M> {
  definition: Definition<M>;
  fields: (unit: string) => object;
  lines: (at: DossierAt, desk: Desk) => string[];
}

async function report<M>(
  options: UnitReportOptions,
  surroundings: Surroundings,
  { definition, fields, lines }: Report<M>,
): Promise<number> {
  const as = actorOfUnit(options);
  if (as === undefined) return end({ sentence: unitMissing, status: atFault }, surroundings);
  return actAs(options, as, surroundings, async (desk) => {
    const { services, plan, actor } = desk;
    const at = await dossierAt(services.records, plan, { ...options, unit: options.unit ?? actor.unit });
    if (!('unit' in at)) return at;
    const read = messageFrom(definition.schema, { actor, ...fields(at.unit.code) });
    if (!('message' in read)) return read;
    const answer = await sendToCampaign(services, at.campaign, definition, read.message);
    return actEnding(plan, answer, options, () => lines(at, desk));
  });
}

interface DocumentOptions {
  number?: string | undefined;
  /** `2023-03-01` or `01/03/2023` */
  date?: string | undefined;
}

const isoDay = (given: string | undefined): string | undefined =>
  given?.replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, (_, day: string, month: string, year: string) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );

const documentOf = ({ number, date }: DocumentOptions) => ({ number, date: isoDay(date) });

/** `thidua launch-plan`: a unit's own launch plan (V.1), by its number and day. @returns the exit status */
export const runLaunchPlan = (
  options: UnitReportOptions & DocumentOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  report<RecordLaunchPlan>(options, surroundings, {
    definition: messages.recordLaunchPlan,
    fields: (unit) => ({ plans: [{ unit, document: documentOf(options) }] }),
    lines: ({ unit, campaign }, { plan }) => [
      say(
        `Đã ghi nhận kế hoạch phát động của ${unit.name} cho ${campaignName(plan, campaign)}.`,
        `The launch plan of ${unit.name} for ${campaignName(plan, campaign)} was recorded.`,
      ),
      say(
        'Tiếp theo: đơn vị không còn bị nhắc; kế hoạch này đứng cạnh tiêu chuẩn tương ứng khi xét hồ sơ.',
        'What comes next: the unit is no longer reminded; the launch plan stands beside its criterion when the dossier is reviewed.',
      ),
    ],
  });

/** An option's whole number; what is none stays as it is, to be named. */
const numberOf = (given: string): unknown => (/^\d{1,9}$/.test(given.trim()) ? Number(given) : given);

/** `thidua commendations`: how many Giấy khen a unit has given (III.2.a). @returns the exit status */
export const runCommendations = (
  options: UnitReportOptions & DocumentOptions & { collectives: string; individuals: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  report(options, surroundings, {
    definition: messages.reportCommendations,
    fields: (unit) => ({
      unit,
      collectives: numberOf(options.collectives),
      individuals: numberOf(options.individuals),
      ...((options.number ?? options.date) !== undefined && { document: documentOf(options) }),
    }),
    lines: ({ unit, campaign }, { plan }) => [
      say(
        `Đã ghi nhận của ${unit.name}: ${options.collectives} tập thể, ${options.individuals} cá nhân được tặng Giấy khen (${campaignName(plan, campaign)}).`,
        `Recorded for ${unit.name}: ${options.collectives} collectives, ${options.individuals} individuals were given commendations (${campaignName(plan, campaign)}).`,
      ),
      say(
        `Tiếp theo: số liệu được ${officeName(plan, 'home-affairs')} tổng hợp; báo cáo lại thì số mới thay số cũ.`,
        `What comes next: ${officeName(plan, 'home-affairs')} gathers the figures; a later report replaces this one.`,
      ),
    ],
  });

/** `thidua difficulty`: what a unit has found difficult (V, last paragraph). @returns the exit status */
export const runDifficulty = (
  options: UnitReportOptions & { text: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  report(options, surroundings, {
    definition: messages.reportDifficulty,
    fields: (unit) => ({ unit, text: options.text }),
    lines: ({ unit }, { plan }) => [
      say(`Đã ghi nhận phản ánh của ${unit.name}.`, `The difficulty of ${unit.name} was recorded.`),
      say(
        `Tiếp theo: ${officeName(plan, 'home-affairs')} tổng hợp, trình cấp có thẩm quyền xem xét.`,
        `What comes next: ${officeName(plan, 'home-affairs')} gathers them for those who decide.`,
      ),
    ],
  });
