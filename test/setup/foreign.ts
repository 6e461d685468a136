import { zipSync } from 'fflate';

/** Workbooks as another program writes them: the parts by hand, as plain XML. */

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const columnName = (index: number): string => String.fromCharCode(65 + index);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** How a text stands in a cell: in itself, or in the table that all sheets share. */
type StringMode = 'inline' | 'shared';

export interface ForeignSheet {
  name: string;
  /** A text, a raw `<c>` element, or nothing. */
  rows: (string | { raw: string } | null)[][];
  /** What comes after the rows. */
  after?: string;
}

interface ForeignOptions {
  strings?: StringMode;
  date1904?: boolean;
}

/** The parts of a workbook; style 1 is a day (14), style 2 one of an own format. */
export function foreignParts(
  sheets: readonly ForeignSheet[],
  { strings = 'inline', date1904 = false }: ForeignOptions = {},
): Record<string, string> {
  const shared: string[] = [];
  const cellOf = (cell: ForeignSheet['rows'][number][number], at: string): string => {
    if (cell === null || cell === '') return '';
    if (typeof cell !== 'string') return cell.raw.replace('<c', `<c r="${at}"`);
    if (strings === 'inline') return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    shared.push(cell);
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const bodies = sheets.map(({ rows, after = '' }) => {
    const lines = rows.map(
      (row, index) =>
        `<row r="${index + 1}">${row.map((it, column) => cellOf(it, `${columnName(column)}${index + 1}`)).join('')}</row>`,
    );
    return `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${after}</worksheet>`;
  });
  const relations = (targets: readonly [string, string][]): string =>
    `${head}<Relationships xmlns="${packaged}/relationships">${targets
      .map(
        ([type, target], index) =>
          `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${shared.map((it) => `<si><t>${escaped(it)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(bodies.map((it, index) => [`xl/worksheets/sheet${index + 1}.xml`, it])),
  };
}

/** Parts as an archive. */
export const zipped = (parts: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, new TextEncoder().encode(text)])),
    ),
  );

/** An archive of which each entry of the directory is changed. */
export function tampered(bytes: Buffer, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    change(copy.subarray(at));
  return copy;
}
