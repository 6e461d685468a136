import { officeName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatAsk } from '../compose/format.js';
import { type Block, clauseNote, type Item, type Letter } from '../compose/letter.js';

/** To whom a letter goes, and when (epoch ms, business time). */
export interface Heading {
  plan: Plan;
  /** What says that the letter isn't in earnest, such as `THỬ`. */
  mark: string | null;
  addressee: string;
  at: number;
}

/** One line without control characters: nothing that people wrote can begin a header or a line of its own. */
const oneLine = (words: string): string =>
  words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Text of several lines, without other control characters. */
const lines = (words: string): string =>
  words
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, ' ')
    .trim();

const footer = (plan: Plan): string[] => [
  `Các mục dẫn chiếu trong thư là của Kế hoạch số ${plan.number} ngày ${formatDay(plan.issued)} của ${plan.issuer}.`,
  ...(plan.sample === undefined ? [] : [plan.sample]),
  `Thư do hệ thống quản lý phong trào thi đua cải cách hành chính tự động gửi. Nếu có khó khăn, vướng mắc, đề nghị phản ánh trực tiếp về ${officeName(plan, 'home-affairs')}.`,
];

/**
 * A mail's subject: what is asked and its last day come first; one that only tells has nothing in brackets before it. Before
 * both stands the mark of what isn't in earnest.
 */
export function subjectOf({ ask, title }: Letter, { at, mark }: Pick<Heading, 'at' | 'mark'>): string {
  const subject = ask === null ? title.replace(/^\s*\[+/, '') : `[${formatAsk(ask, at)}] ${title}`;
  return oneLine(mark === null ? subject : `[${mark}] ${subject}`);
}

const warning = (mark: string): string =>
  `${mark} – thư do hệ thống gửi khi chạy thử với giờ đã dời, không có giá trị thật.`;

/** The letter as plain text: all that the HTML says. */
export function renderText(letter: Letter, { plan, mark, addressee, at }: Heading): string {
  const head = letter.ask === null ? 'THÔNG BÁO' : `VIỆC CẦN LÀM: ${formatAsk(letter.ask, at)}`;
  const parts = [
    ...(mark === null ? [] : [warning(mark)]),
    head,
    oneLine(letter.title),
    `Kính gửi: ${oneLine(addressee)}`,
    ...letter.blocks.map(blockText),
    `-- \n${footer(plan).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
      return `${oneLine(block.text)}${clauseNote(block.clause)}`;
    case 'list':
      return [
        ...(block.title === undefined ? [] : [`${oneLine(block.title)}:`]),
        ...block.items.map(itemText),
      ].join('\n');
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${oneLine(value)}`).join('\n');
    case 'quote':
      return `${block.label}:\n${lines(block.text).replace(/^/gm, '    ')}`;
    case 'link':
      return `${block.label}:\n${oneLine(block.address)}`;
  }
}

const itemText = ({ text, detail, clause }: Item): string =>
  `- ${oneLine(text)}${clauseNote(clause)}${detail === undefined ? '' : `\n  ${oneLine(detail)}`}`;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (words: string): string => words.replace(/[&<>"']/g, (it) => escapes[it] ?? it);
const html = (words: string): string => escape(oneLine(words));

const looks = {
  act: { bar: '#b45309', soft: '#fff7ed', strong: '#7c2d12' },
  tell: { bar: '#475569', soft: '#f1f5f9', strong: '#334155' },
} as const;
const font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif";

/** The letter as HTML: one column, no tables, styles in place, readable on a phone. */
export function renderHtml(letter: Letter, { plan, mark, addressee, at }: Heading): string {
  const look = letter.ask === null ? looks.tell : looks.act;
  const head =
    letter.ask === null
      ? `<div style="color:${look.strong};font-size:14px;font-weight:bold;letter-spacing:.06em">THÔNG BÁO</div>`
      : `<div style="background:${look.soft};border-left:5px solid ${look.bar};color:${look.strong};padding:10px 14px;font-size:17px;font-weight:bold">${html(formatAsk(letter.ask, at))}</div>`;
  const above =
    mark === null
      ? ''
      : `<div style="background:#7f1d1d;color:#ffffff;padding:10px 14px;margin:0 0 12px;font-weight:bold">${html(warning(mark))}</div>\n`;
  return `<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${html(letter.title)}</title></head>
<body style="margin:0;padding:0;background:#eef1f4;color:#1f2933;${font};font-size:16px;line-height:1.5">
<div style="max-width:640px;margin:0 auto;padding:12px">
<div style="background:#ffffff;border-top:6px solid ${look.bar};border-radius:4px;padding:20px;overflow-wrap:anywhere;word-break:break-word">
${above}${head}
<h1 style="font-size:21px;line-height:1.3;margin:14px 0 12px;color:#111827">${html(letter.title)}</h1>
<p style="margin:0 0 14px">Kính gửi: <strong>${html(addressee)}</strong></p>
${letter.blocks.map(blockHtml).join('\n')}
</div>
<div style="padding:12px 20px;color:#4b5563;font-size:13px">${footer(plan)
    .map((it) => `<p style="margin:0 0 6px">${html(it)}</p>`)
    .join('')}</div>
</div>
</body>
</html>
`;
}

const note = (clause: string | undefined): string =>
  clause === undefined
    ? ''
    : ` <span style="color:#4b5563;font-size:14px;white-space:nowrap">${html(clauseNote(clause))}</span>`;

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'text':
      return `<p style="margin:0 0 14px">${html(block.text)}${note(block.clause)}</p>`;
    case 'list':
      return `${block.title === undefined ? '' : `<p style="margin:0 0 6px;font-weight:bold">${html(block.title)}:</p>`}<ul style="margin:0 0 14px;padding-left:22px">${block.items.map(itemHtml).join('')}</ul>`;
    case 'facts':
      return `<div style="margin:0 0 14px;border-top:1px solid #d8dee4">${block.rows.map(rowHtml).join('')}</div>`;
    case 'quote':
      return `<p style="margin:0 0 4px;font-weight:bold">${html(block.label)}:</p><div style="margin:0 0 14px;padding:8px 14px;border-left:4px solid #cbd5e1;background:#f8fafc;white-space:pre-line">${escape(lines(block.text))}</div>`;
    case 'link':
      return `<p style="margin:0 0 14px"><a href="${html(block.address)}" style="display:inline-block;padding:10px 18px;background:#1e40af;color:#ffffff;border-radius:4px;font-weight:bold;text-decoration:none">${html(block.label)}</a></p>`;
  }
}

const itemHtml = ({ text, detail, clause }: Item): string =>
  `<li style="margin:0 0 6px">${html(text)}${note(clause)}${detail === undefined ? '' : `<br><span style="color:#4b5563;font-size:15px">${html(detail)}</span>`}</li>`;

const rowHtml = ([label, value]: readonly [string, string]): string =>
  `<div style="display:flex;flex-wrap:wrap;padding:7px 0;border-bottom:1px solid #d8dee4"><div style="flex:0 0 190px;color:#4b5563;font-size:14px;line-height:24px">${html(label)}</div><div style="flex:1 1 240px;font-weight:bold">${html(value)}</div></div>`;
