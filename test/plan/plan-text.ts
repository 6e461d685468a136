/** The words under a clause's heading (`III.3.a`) up to the next heading of its rank, blanks made single. */
export function clauseText(text: string, clause: string): string {
  const lines = text.replaceAll('**', '').split('\n');
  const [part = '', number, letter] = clause.split('.');
  const levels = [
    { heading: `${part}. `, any: /^[IVX]+\. / },
    ...(number === undefined ? [] : [{ heading: `${number}. `, any: /^\d+\. / }]),
    ...(letter === undefined ? [] : [{ heading: `${letter}) `, any: /^[a-zđ]\) / }]),
  ];
  let section = lines;
  for (const { heading, any } of levels) {
    const start = section.findIndex((line) => line.startsWith(heading));
    if (start < 0) throw new Error(`The plan has no clause ${clause}.`);
    const length = section.slice(start + 1).findIndex((line) => any.test(line));
    section = section.slice(start, length < 0 ? undefined : start + 1 + length);
  }
  return section.join(' ').replace(/\s+/g, ' ');
}
