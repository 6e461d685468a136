import { twoDigits } from '../../../workflows/plan/names.js';
import type { BlockDraft } from '../sheet.js';
import type { PaperFacts, PartFacts } from './facts.js';

const people = 'ỦY BAN NHÂN DÂN';

/** A unit's name as it heads a paper: a people's committee in full, on two lines. */
function bodyOf(unitName: string): string[] {
  const name = unitName.toLocaleUpperCase('vi');
  const place = /^(?:UBND|ỦY BAN NHÂN DÂN) +(.+)$/.exec(name)?.[1];
  return place === undefined ? [name] : [people, place];
}

const isCommittee = (unitName: string): boolean => bodyOf(unitName)[0] === people;

/** The head of a unit's paper; what only its own registry knows is left to be written. */
export const unitHead = ({ unitName }: PaperFacts, type: string | null): BlockDraft => ({
  type: 'head',
  superior: isCommittee(unitName) ? [] : ['……………………………'],
  body: bodyOf(unitName),
  number: type === null ? '' : `Số:          /${type}-………`,
  placeAndDate: '…………, ngày …… tháng …… năm ………',
});

/** As what the unit's head signs. */
export const headTitles = ({ unitName }: PaperFacts): string[] =>
  isCommittee(unitName) ? [`TM. ${people}`, 'CHỦ TỊCH'] : ['THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ'];

export const fill = (label: string, value: string | null = null, lines = 1) =>
  ({
    type: 'fill' as const,
    label,
    value: value === null || value.trim() === '' ? null : value,
    lines,
  }) satisfies BlockDraft;

export const movement = 'phong trào thi đua đẩy mạnh cải cách hành chính';

/** The name of a nominee; of a collective that has none yet, the unit's. */
export const nameOf = (
  { kind, name }: PaperFacts['nominees'][number],
  { unitName }: Pick<PaperFacts, 'unitName'>,
): string => (name.trim() === '' && kind === 'collective' ? unitName : name);

/** What a form of the day is called: the note that the plan's part carries on that day. */
export const formNote = ({ component, day }: PartFacts): string | null =>
  component.notes?.find(({ before }) => before === undefined || day < before)?.text ?? null;

const twoOrDots = (count: number): string => (count === 0 ? '……' : twoDigits(count));

/** `01 tập thể và 03 cá nhân`, with dots where none is named yet. */
export function proposed({ nominees }: PaperFacts): string {
  const count = (kind: string): string => twoOrDots(nominees.filter((it) => it.kind === kind).length);
  return `${count('collective')} tập thể và ${count('individual')} cá nhân`;
}
