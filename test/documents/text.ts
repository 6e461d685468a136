import { strFromU8, unzipSync } from 'fflate';

/** The parts of a .docx by their names. */
export const partsOf = (bytes: Buffer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, part]) => [name, strFromU8(part)]),
  );

/** What a part of a .docx says, a line each paragraph. */
export const textOf = (xml = ''): string =>
  xml
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<w:tabs>.*?<\/w:tabs>/g, '')
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** What a .docx says. */
export const documentText = (bytes: Buffer): string => textOf(partsOf(bytes)['word/document.xml']);
