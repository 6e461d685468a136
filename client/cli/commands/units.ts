import { businessNow } from '../../../activities/records/database/business-time.js';
import { type RegisteredUnit, registeredUnits } from '../../../activities/records/reads/registry.js';
import { blocCodes, blocHeading } from '../../../workflows/plan/names.js';
import { Day, type Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { isInForce } from '../../../workflows/rules/registry.js';
import { bare } from '../../../activities/reference/nearest.js';
import { say } from '../../language/language.js';
import { nearestSentence } from '../../officials/nearest.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending } from '../records-at-hand.js';
import { hang, joined, table, widthOf } from '../terminal/tables.js';

export interface UnitsOptions {
  /** A part of a code or a name. */
  filter?: string | undefined;
  /** Only those in force on this day. */
  on?: string | undefined;
  bloc?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua units`: the registry with blocs, validity, successors, mailboxes and focal officials.
 * @returns the exit status: 0; 2 with a sentence on what to do; 4 where the records are out of reach
 */
export function runUnits(
  options: UnitsOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords({ plan: options.plan }, surroundings, async (records, plan): Promise<Ending> => {
    const wrong = faultOf(options, plan);
    if (wrong !== null) return { sentence: wrong, status: atFault };
    const on = options.on ?? dayOf(await businessNow(records));
    const all = await registeredUnits(records, on);
    const units = all.filter((unit) => isAsked(unit, options));
    if (units.length === 0) return { sentence: noneSentence(options, all), status: atFault };
    if (options.json === true) return { text: `${JSON.stringify(units, undefined, 2)}\n` };
    return { text: joined(forPeople(plan, units, all, widthOf(surroundings.out))) };
  });
}

function faultOf({ on, bloc }: UnitsOptions, plan: Plan): string | null {
  if (on !== undefined && !Day.safeParse(on).success)
    return say(`“${on}” không phải một ngày dạng 2025-07-01.`, `“${on}” is not a day like 2025-07-01.`);
  if (bloc === undefined || blocCodes(plan).includes(bloc)) return null;
  return say(
    `Không có khối “${bloc}”; có thể chọn: ${blocCodes(plan).join(', ')}.`,
    `There is no bloc “${bloc}”; there are: ${blocCodes(plan).join(', ')}.`,
  );
}

function isAsked(unit: RegisteredUnit, { filter, on, bloc }: UnitsOptions): boolean {
  const sought = bare(filter ?? '');
  const isNamed = [unit.code, unit.name].some((it) => bare(it).includes(sought));
  return isNamed && (bloc === undefined || unit.bloc === bloc) && (on === undefined || isInForce(unit, on));
}

function noneSentence({ filter }: UnitsOptions, all: readonly RegisteredUnit[]): string {
  if (all.length === 0)
    return say(
      'Chưa có đơn vị nào: xem «thidua setup --help».',
      'There are no units yet: see «thidua setup --help».',
    );
  if (filter === undefined) return say('Không có đơn vị nào như vậy.', 'There are no such units.');
  return say(
    `Không có đơn vị nào như “${filter}”. ${nearestSentence(filter, all)}`,
    `There is no unit like “${filter}”. ${nearestSentence(filter, all)}`,
  ).trimEnd();
}

const columns = [
  { title: say('Mã', 'Code'), flexible: true },
  { title: say('Tên', 'Name'), flexible: true },
  { title: say('Hiệu lực', 'In force'), flexible: true },
  { title: say('Hộp thư', 'Mailbox'), flexible: true },
  { title: say('Đầu mối', 'Focal official'), flexible: true },
] as const;

function forPeople(
  plan: Plan,
  units: readonly RegisteredUnit[],
  all: readonly RegisteredUnit[],
  width: number,
): string[] {
  const names = new Map(all.map(({ code, name }) => [code, name]));
  const blocs = [...new Set([...blocCodes(plan), ...units.map(({ bloc }) => bloc)])];
  const tables = blocs.flatMap((bloc) => {
    const own = units.filter((unit) => unit.bloc === bloc);
    if (own.length === 0) return [];
    const rows = own.map((unit) => rowOf(unit, names));
    return [`${blocHeading(plan, bloc)} (${own.length})`, ...table(columns, rows, width), ''];
  });
  return [
    ...tables,
    ...hang(say('Tổng cộng: ', 'In all: '), say(`${units.length} đơn vị`, `${units.length} units`), width),
  ];
}

function rowOf(unit: RegisteredUnit, names: ReadonlyMap<string, string>): string[] {
  const officials = unit.officials.map(({ person, name }) => `${name} (${person})`).join(', ');
  return [unit.code, unit.name, validity(unit, names), unit.address, officials];
}

function validity(
  { validFrom, validTo, successor }: RegisteredUnit,
  names: ReadonlyMap<string, string>,
): string {
  const from = validFrom === null ? '' : say(`từ ${formatDay(validFrom)}`, `from ${formatDay(validFrom)}`);
  const to = validTo === null ? '' : say(`đến hết ${formatDay(validTo)}`, `to ${formatDay(validTo)}`);
  const next = successor === null ? '' : `→ ${names.get(successor) ?? successor}`;
  const parts = [from, to, next].filter((it) => it !== '');
  return parts.length === 0 ? say('còn hiệu lực', 'in force') : parts.join(' ');
}
