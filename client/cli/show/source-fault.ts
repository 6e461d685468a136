import { resolve } from 'node:path';
import type { SourceFault } from '../../../activities/reference/setup/source.js';
import { sourceSentence } from '../../language/sheet-faults.js';
import type { Surroundings } from '../asking.js';
import { printLines } from '../terminal/tables.js';

/**
 * Tells why nothing can be read from a place: as a sentence, or as the one fault of a command's JSON report.
 * @param report what else stands in the report; null: no JSON is asked for
 */
export function tellSourceFault(
  fault: SourceFault,
  command: string,
  report: Readonly<Record<string, unknown>> | null,
  { out, errors }: Surroundings,
): void {
  const { code, path, ...facts } = { ...fault, path: resolve(fault.path) };
  const sentence = sourceSentence({ ...fault, path }, command);
  if (report === null) return printLines(errors, [sentence]);
  const told = { sheet: null, row: null, column: null, code, facts: { path, ...facts }, sentence };
  out.write(`${JSON.stringify({ outcome: 'faulty', ...report, faults: [told] }, undefined, 2)}\n`);
}
