import { createHash, randomBytes } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Files as units send them, good ones and such as are refused. */
export const pdf = (text: string, size = 0): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.4\n% ${text}\n`),
    // Random hex: nothing in it is a command, and it doesn't shrink.
    Buffer.from(randomBytes(size / 2).toString('hex')),
    Buffer.from('\n%%EOF\n'),
  ]);

/** A workbook in which somebody typed other texts into some of its cells. */
export function retyped(workbook: Uint8Array, texts: Readonly<Record<string, string>>): Buffer {
  const parts = unzipSync(workbook);
  const shared = strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array());
  const changed = Object.entries(texts).reduce((text, [from, to]) => {
    if (!text.includes(`<t>${from}</t>`)) throw new Error(`no cell “${from}”`);
    return text.replace(`<t>${from}</t>`, `<t>${to}</t>`);
  }, shared);
  return Buffer.from(zipSync({ ...parts, 'xl/sharedStrings.xml': strToU8(changed) }));
}

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

/** A Word document with these parts beside its own. */
const word = (more: Record<string, Uint8Array> = {}): Buffer =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(types),
      '_rels/.rels': strToU8('<Relationships/>'),
      'word/document.xml': strToU8('<document/>'),
      ...more,
    }),
  );

const external =
  '<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://a.example/t.dotm" TargetMode="External"/></Relationships>';

/** What is sent, under which name, and what the answer says of it. */
export const refusedFiles: readonly { what: string; name: string; bytes: () => Buffer; says: RegExp }[] = [
  {
    what: 'a PDF that is an archive too',
    name: 'hai.pdf',
    bytes: () => Buffer.concat([pdf('a'), word()]),
    says: /chứa thêm một tệp khác/,
  },
  {
    what: 'such an archive, its mark hidden in its comment',
    name: 'hai.pdf',
    bytes: () => commented(Buffer.concat([pdf('a'), word()]), `${' '.repeat(5000)}%%EOF\n`),
    says: /chứa thêm một tệp khác/,
  },
  {
    what: 'a PDF with a script',
    name: 'ma.pdf',
    bytes: () => pdf('/JavaScript (app.alert)'),
    says: /có mã lệnh/,
  },
  {
    what: 'a document with macros',
    name: 'vba.docx',
    bytes: () => word({ 'word/vbaProject.bin': strToU8('x') }),
    says: /có mã lệnh/,
  },
  {
    what: 'a document that takes its template from elsewhere',
    name: 'mau.docx',
    bytes: () => word({ 'word/_rels/settings.xml.rels': strToU8(external) }),
    says: /lấy nội dung từ nơi khác/,
  },
  {
    what: 'a zip bomb',
    name: 'bom.docx',
    bytes: () => word({ 'word/media/a.bmp': new Uint8Array(30_000_000) }),
    says: /nén quá nhiều/,
  },
  {
    what: 'a workbook called a document',
    name: 'bang.docx',
    bytes: () => word({ 'xl/workbook.xml': strToU8('<a/>') }),
    says: /chứa thêm một tệp khác/,
  },
  {
    what: 'a page called a PDF',
    name: 'trang.pdf',
    bytes: () => Buffer.from('<script>alert(1)</script>'),
    says: /không thuộc loại được nhận/,
  },
  { what: 'a document called a PDF', name: 'van-ban.pdf', bytes: () => word(), says: /thật ra là DOCX/ },
  { what: 'nothing', name: 'rong.pdf', bytes: () => Buffer.alloc(0), says: /rỗng/ },
  { what: 'too much', name: 'lon.pdf', bytes: () => pdf('lon', 27_000_000), says: /vượt mức cho phép 25 MB/ },
  {
    what: 'a name with a way up',
    name: '../../etc/passwd.pdf',
    bytes: () => pdf('a'),
    says: /tên tệp .* có dấu gạch chéo/i,
  },
  {
    what: 'a name of Windows’ folders',
    name: 'C:\\windows\\a.pdf',
    bytes: () => pdf('a'),
    says: /tên tệp .* có dấu gạch chéo/i,
  },
  {
    what: 'a name that reads backwards',
    name: 'bao-cao\u202efdp.docx',
    bytes: () => word(),
    says: /tên tệp .* không dùng được/i,
  },
];

/** An archive with a comment at its end. */
function commented(archive: Buffer, comment: string): Buffer {
  const all = Buffer.concat([archive, Buffer.from(comment)]);
  all.writeUInt16LE(comment.length, archive.length - 2);
  return all;
}

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
