import { z } from 'zod';

/** A part of a paragraph. */
const Run = z.object({ text: z.string(), bold: z.boolean().optional(), italic: z.boolean().optional() });
export type Run = z.infer<typeof Run>;

const Align = z.enum(['left', 'centre', 'right', 'both']);

/** A paragraph: sizes in points, its indent in millimetres, the room before and after it in points. */
const Paragraph = z.object({
  type: z.literal('paragraph'),
  runs: z.array(Run),
  align: Align.default('both'),
  size: z.number().default(14),
  indent: z.number().default(0),
  before: z.number().default(0),
  after: z.number().default(6),
  colour: z.string().optional(),
  /** Stays on the page of what comes after it. */
  holds: z.boolean().default(false),
  /** Begins a page. */
  begins: z.boolean().default(false),
});

const Column = z.object({ title: z.string(), share: z.number(), align: Align.default('left') });

const Row = z.union([
  z.object({ cells: z.array(z.string()), bold: z.boolean().optional() }),
  /** A heading over the whole width. */
  z.object({ heading: z.string() }),
]);
export type Row = z.infer<typeof Row>;

/** Who signs on one side: as what, how, and his name where it is known. */
const Signing = z.object({ titles: z.array(z.string()), note: z.string(), name: z.string() });
export type Signing = z.infer<typeof Signing>;

const Block = z.discriminatedUnion('type', [
  /** The head of every document: who issues it, the country's name and motto, number, place and date. */
  z.object({
    type: z.literal('head'),
    superior: z.array(z.string()),
    body: z.array(z.string()),
    number: z.string(),
    placeAndDate: z.string(),
  }),
  Paragraph,
  /** A short line in the middle, so many millimetres long; the room after it in points. */
  z.object({ type: z.literal('line'), length: z.number(), after: z.number().default(8) }),
  z.object({
    type: z.literal('table'),
    columns: z.array(Column),
    rows: z.array(Row),
    size: z.number().default(12),
  }),
  /** A chart: a bar a row, in proportion to the largest, its figure behind it. */
  z.object({
    type: z.literal('bars'),
    title: z.string(),
    rows: z.array(z.object({ label: z.string(), value: z.number() })),
  }),
  z.object({
    type: z.literal('signature'),
    recipients: z.array(z.string()),
    titles: z.array(z.string()),
    name: z.string(),
  }),
  /** What somebody is to tell: as it is known, or so many dotted lines to write on. */
  z.object({
    type: z.literal('fill'),
    label: z.string(),
    value: z.string().nullable(),
    lines: z.int().default(1),
    /** Stays on the page of what comes after it. */
    holds: z.boolean().default(false),
  }),
  /** Two who sign side by side. */
  z.object({ type: z.literal('signatures'), left: Signing, right: Signing }),
  /** The foot of a certificate: by which decision on the left, who signs on the right. */
  z.object({
    type: z.literal('corners'),
    left: z.array(z.string()),
    place: z.string(),
    titles: z.array(z.string()),
    name: z.string(),
  }),
  /** Of a printed blank: the point from which a page's frames hang; it begins a page. */
  z.object({ type: z.literal('page'), begins: z.boolean() }),
  /** A text at its place on the page: millimetres from the page's left upper corner, letters in points. */
  z.object({
    type: z.literal('frame'),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    align: Align,
    size: z.number(),
    isOutlined: z.boolean().default(false),
    runs: z.array(Run),
  }),
  /** A net of centimetres over the page, which is so many millimetres. */
  z.object({ type: z.literal('net'), width: z.number(), height: z.number() }),
]);
export type Block = z.infer<typeof Block>;

/** What a document says and how it stands on A4, before it becomes a file. */
export const Sheet = z.object({
  title: z.string(),
  author: z.string(),
  /** The day that the file gives as its own, `YYYY-MM-DD`. */
  day: z.iso.date(),
  /** A certificate lies on its long side, framed and without page numbers; a blank is of its own size, in millimetres. */
  form: z.union([
    z.enum(['document', 'certificate']),
    z.object({ type: z.literal('blank'), width: z.number(), height: z.number() }),
  ]),
  /** What says on each page that it is of a trial or a rehearsal, and counts for nothing; null in service. */
  mark: z.string().nullable().default(null),
  blocks: z.array(Block),
});
export type Sheet = z.infer<typeof Sheet>;

/** A sheet and its blocks as templates write them: what is left out is as usual. */
export type SheetDraft = z.input<typeof Sheet>;
export type BlockDraft = z.input<typeof Block>;
