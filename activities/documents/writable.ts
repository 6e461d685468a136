/** XML has no form for these: a file that held one would open nowhere. */
const unwritable = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as Vietnamese is written in files: composed; line breaks stay. */
export const writable = (text: string): string =>
  text.normalize('NFC').replace(/\r\n?/g, '\n').replace(unwritable, '');
