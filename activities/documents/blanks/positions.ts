import { z } from 'zod';

/** Where one text stands on the blank: its box's left upper corner and size in millimetres, its letters in points. */
const Box = z.strictObject({
  x: z.number().min(0).max(420),
  y: z.number().min(0).max(420),
  width: z.number().min(5).max(420),
  size: z.number().min(6).max(72),
  align: z.enum(['left', 'centre', 'right']),
  bold: z.boolean(),
});
export type Box = z.infer<typeof Box>;

/** What is printed on a blank, in the order of the certificate. */
export const fieldNames = [
  'name',
  'unit',
  'reason',
  'decision',
  'placeAndDate',
  'titles',
  'signer',
  'code',
] as const;
export type Field = (typeof fieldNames)[number];

/** The positions of a printed blank: a file that an office measures once for its blanks. */
export const Positions = z.strictObject({
  format: z.literal(1),
  /** Of the blank as it goes through the printer, millimetres. */
  page: z.strictObject({ width: z.number().min(100).max(420), height: z.number().min(100).max(420) }),
  /** What the printer is off by, millimetres: added to each position. */
  shift: z.strictObject({ x: z.number().min(-30).max(30), y: z.number().min(-30).max(30) }),
  /** One that is left out is not printed: it stands on the blank already. */
  fields: z.partialRecord(z.enum(fieldNames), Box),
});
export type Positions = z.infer<typeof Positions>;

const centred = (y: number, size: number, bold = false): Box => ({
  ...{ x: 48, y, width: 201, size, bold },
  align: 'centre',
});
const aside = (x: number, y: number, size: number, bold = false): Box => ({
  ...{ x, y, width: 105, size, bold },
  align: 'centre',
});

/** For a blank of A4 on its long side on which the State's name, the giver's and BẰNG KHEN are printed already. */
export const usualPositions: Positions = {
  format: 1,
  page: { width: 297, height: 210 },
  shift: { x: 0, y: 0 },
  fields: {
    name: centred(92, 24, true),
    unit: centred(106, 16),
    reason: centred(114, 16),
    decision: { x: 36, y: 148, width: 90, size: 12, align: 'left', bold: false },
    placeAndDate: aside(156, 140, 13),
    titles: aside(156, 147, 14, true),
    signer: aside(156, 182, 14, true),
    code: { x: 36, y: 182, width: 90, size: 10, align: 'left', bold: false },
  },
};

/** What is wrong with a file of positions: `fields.name.x` and why. */
export interface PositionFault {
  place: string;
  problem: string;
}

/** Reads a file of positions whole, or names all that is wrong with it. */
export function readPositions(
  text: string,
): { ok: true; positions: Positions } | { ok: false; faults: PositionFault[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [{ place: '', problem: String(error) }] };
  }
  const read = Positions.safeParse(json);
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map((it) => ({ place: it.path.join('.'), problem: it.message })),
    };
  const beyond = beyondPage(read.data);
  return beyond.length === 0 ? { ok: true, positions: read.data } : { ok: false, faults: beyond };
}

/** Boxes that leave the page. */
const beyondPage = ({ page, shift, fields: placed }: Positions): PositionFault[] =>
  Object.entries(placed).flatMap(([field, { x, y, width }]) => {
    const right = x + shift.x + width;
    const place = `fields.${field}`;
    return [
      ...(x + shift.x < 0 || right > page.width
        ? [{ place, problem: `x + width: ${String(right)} > ${String(page.width)}` }]
        : []),
      ...(y + shift.y < 0 || y + shift.y > page.height - 5
        ? [{ place, problem: `y: ${String(y + shift.y)} > ${String(page.height - 5)}` }]
        : []),
    ];
  });
