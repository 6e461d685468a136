import type { UnitCode } from '../../workflows/plan/schema.js';

const familyNames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Lý'];
const middleNames = ['Văn', 'Thị', 'Minh', 'Thanh', 'Ngọc', 'Hữu', 'Quốc', 'Thu', 'Hoàng', 'Kim'];
const givenNames = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Giang',
  'Hà',
  'Khánh',
  'Lan',
  'Nam',
  'Oanh',
  'Phúc',
  'Trang',
];

/** A number that depends on the text alone (FNV-1a). */
export function drawn(text: string, below: number): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % below;
}

function pick(list: readonly string[], seed: string): string {
  return list[drawn(seed, list.length)] ?? '';
}

/** The n-th proposed person of a unit: the same person in every year. */
export function person(unit: UnitCode, number: number): { personId: string; name: string } {
  const personId = `${unit}-cb${String(number)}`;
  const name = [
    pick(familyNames, `${personId}/họ`),
    pick(middleNames, `${personId}/đệm`),
    pick(givenNames, `${personId}/tên`),
  ];
  return { personId, name: `${name.join(' ')} (diễn tập)` };
}
