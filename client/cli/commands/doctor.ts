import { readConfiguration } from '../../../worker/configuration.js';
import { configurationSentences } from '../../language/part-problems.js';
import { examine } from '../../engine/doctor/doctor.js';
import { fault, type Finding, type State } from '../../engine/doctor/finding.js';
import { say, forPrograms } from '../../language/language.js';
import { partNames, stateNames } from '../../officials/doctor-words.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { outOfReach, refusedByRules } from '../records-at-hand.js';
import { standingWord } from '../../officials/movement-lost.js';
import { hang, printLines, widthOf } from '../terminal/tables.js';

/**
 * `thidua doctor`: each part of the service on a line, what is wrong and how to mend it, whichever part is away.
 * @returns the exit status: 0 well, 3 something is wrong, 4 a part is out of reach
 */
export async function runDoctor(
  { json }: { json?: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const { environment, out } = surroundings;
  const read = readConfiguration(environment);
  const findings = read.ok
    ? await forPrograms(json, () => examine(read.configuration, environment, standingWord))
    : forPrograms(json, () =>
        configurationSentences(read.problems).map((sentence) => fault('configuration', sentence)),
      );
  const status = statusOf(findings);
  if (json === true) out.write(`${JSON.stringify({ status, findings }, undefined, 2)}\n`);
  else printLines(out, linesOf(findings, widthOf(out)));
  return status;
}

function statusOf(findings: readonly Finding[]): number {
  const has = (state: State): boolean => findings.some((it) => it.state === state);
  return has('away') ? outOfReach : has('fault') ? refusedByRules : 0;
}

function linesOf(findings: readonly Finding[], width: number): string[] {
  const lines = findings.flatMap(({ part, state, text, mend }) => [
    ...hang(`${stateNames[state].padEnd(9)} ${partNames[part].padEnd(20)} `, text, width),
    ...(mend ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => hang(`${' '.repeat(30)} → `, line, width)),
  ]);
  const wrong = findings.filter(({ state }) => state === 'fault' || state === 'away').length;
  const warned = findings.filter(({ state }) => state === 'warning').length;
  const end =
    wrong === 0
      ? say('Không có lỗi', 'No errors')
      : say(`${String(wrong)} lỗi`, `${String(wrong)} ${wrong === 1 ? 'error' : 'errors'}`);
  return [
    ...lines,
    '',
    `${end}${warned === 0 ? '' : say(`, ${String(warned)} cảnh báo`, `, ${String(warned)} ${warned === 1 ? 'warning' : 'warnings'}`)}.`,
  ];
}
