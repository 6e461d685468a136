import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Day, type Plan } from '../../workflows/plan/schema.js';
import { parseTable } from './tables.js';

const Office = z.strictObject({ body: z.array(z.string()).min(1), symbol: z.string() });

/** How the bodies of a plan head their papers; `symbol` stands in the number, as in `Số: 12/TTr-…`. */
export const Letterhead = z.strictObject({
  place: z.string(),
  issuer: z.array(z.string()).min(1),
  chairman: z.string(),
  'home-affairs': Office,
  board: Office,
  recipients: z.array(z.string()),
});
export type Letterhead = z.infer<typeof Letterhead>;

const read = (file: string): string => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

/** The letterhead of a plan (`letterheads.json`); where it has none, what its own names give, the place left to be written. */
export function letterheadOf({ plan, issuer, bodies }: Plan): Letterhead {
  const table: unknown = JSON.parse(read('letterheads.json'));
  const known = z.record(z.string(), Letterhead).parse(table)[plan];
  if (known !== undefined) return known;
  const office = (name: string) => ({ body: [name.toUpperCase()], symbol: '…' });
  return {
    place: '…………',
    issuer: [issuer.toUpperCase()],
    chairman: bodies.chairman.full.toUpperCase(),
    'home-affairs': office(bodies['home-affairs'].name),
    board: office(bodies.board.name),
    recipients: ['Như Điều 3', 'Lưu: VT'],
  };
}

const LegalBasis = z.strictObject({
  text: z.string().min(1),
  validFrom: Day,
  validTo: z.union([z.literal('').transform(() => null), Day]),
});

/** The laws in force on a day that a decision of award cites (`legal-bases.csv`). */
export const legalBasesOn = (day: Day): string[] =>
  parseTable('legal-bases.csv', read('legal-bases.csv'), LegalBasis)
    .filter(({ validFrom, validTo }) => validFrom <= day && day <= (validTo ?? day))
    .map(({ text }) => text);
