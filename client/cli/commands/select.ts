import { createReadStream } from 'node:fs';
import type { Plan } from '../../../workflows/plan/schema.js';
import { reportFaults } from '../../../workflows/rules/selection/faults/report.js';
import { inputSchema, select } from '../../../workflows/rules/selection/select.js';
import type { Fault, SelectionAnswer } from '../../../workflows/rules/selection/answer.js';
import { say } from '../../language/language.js';
import { jsonChunks, linesOf, readText, writeChunk } from '../show/json-streams.js';
import { answerLines, faultLines } from '../show/select-view.js';
import { choosePlan } from '../../plan.js';
import { widthOf } from '../terminal/tables.js';

export interface SelectOptions {
  /** A file's name, or `-` for standard input. */
  input?: string | undefined;
  json?: boolean | undefined;
  lines?: boolean | undefined;
  schema?: boolean | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

/** Where `select` reads and writes. */
export interface SelectStreams {
  in: AsyncIterable<Uint8Array>;
  out: NodeJS.WritableStream & { columns?: number };
  errors: NodeJS.WritableStream & { columns?: number };
}

type Answer = SelectionAnswer | { faults: Fault[] };

const complete = 0;
const faulty = 2;
const open = 3;

/**
 * `thidua select`: who wins, by the contract of selection, version 1.
 * @returns the exit status: 0 complete, 3 something is open, 2 the input is at fault; with `lines` 0 whatever they hold
 */
export async function runSelect(
  options: SelectOptions,
  streams: SelectStreams = { in: process.stdin, out: process.stdout, errors: process.stderr },
): Promise<number> {
  const { out, errors } = streams;
  const chosen = choosePlan(options.plan);
  if ('sentence' in chosen) {
    await writeChunk(errors, `${chosen.sentence}\n`);
    return faulty;
  }
  const { plan } = chosen;
  if (options.schema === true) {
    await writeChunk(out, `${JSON.stringify(inputSchema(plan), undefined, 2)}\n`);
    return complete;
  }
  if (options.input === undefined) {
    await writeChunk(
      errors,
      say(
        'Thiếu --input TỆP: tên tệp JSON đầu vào, hoặc "-" để đọc từ đầu vào chuẩn.\n',
        '--input FILE is missing: the name of a JSON file, or "-" to read standard input.\n',
      ),
    );
    return faulty;
  }
  const bytes =
    options.input === '-' ? streams.in : createReadStream(options.input, { highWaterMark: 1 << 20 });
  try {
    if (options.lines === true) return await answerEachLine(plan, bytes, out);
    const answer = answerTo(plan, await readInput(bytes));
    await show(plan, answer, options, streams);
    return exitOf(answer);
  } catch (error) {
    const sentence = unreadable(error, options.input);
    if (sentence === null) throw error;
    if (options.json === true && options.lines !== true)
      await show(plan, schemaFault(sentence), options, streams);
    else await writeChunk(errors, `${sentence}\n`);
    return faulty;
  }
}

async function answerEachLine(
  plan: Plan,
  bytes: AsyncIterable<Uint8Array>,
  out: NodeJS.WritableStream,
): Promise<number> {
  for await (const line of linesOf(bytes)) {
    if (line !== null && line.trim() === '') continue;
    const answer = answerTo(plan, parsed(line));
    await writeChunk(out, `${JSON.stringify({ ...answer, exit: exitOf(answer) })}\n`);
  }
  return complete;
}

/** Read and parsed in a function of its own, so that a long text isn't held while winners are sought. */
async function readInput(bytes: AsyncIterable<Uint8Array>): Promise<Parsed | null> {
  return parsed(await readText(bytes));
}

interface Parsed {
  input: unknown;
}

/** Null for what is no JSON; a text that is null was no UTF-8. */
function parsed(text: string | null): Parsed | null {
  try {
    return text === null ? null : { input: JSON.parse(text) };
  } catch {
    return null;
  }
}

function answerTo(plan: Plan, read: Parsed | null): Answer {
  return read === null ? notJson(plan) : select(plan, read.input);
}

function notJson(plan: Plan): Answer {
  return { faults: reportFaults(plan, [{ path: '', facts: { code: 'schema', problem: 'not-json' } }]) };
}

function schemaFault(message: string): Answer {
  return { faults: [{ path: '', code: 'schema', message }] };
}

function exitOf(answer: Answer): number {
  if ('faults' in answer) return faulty;
  return answer.questions.length > 0 || answer.waiting.length > 0 ? open : complete;
}

async function show(
  plan: Plan,
  answer: Answer,
  { json }: SelectOptions,
  { out, errors }: SelectStreams,
): Promise<void> {
  if (json === true) {
    for (const chunk of jsonChunks(answer)) await writeChunk(out, chunk);
    await writeChunk(out, '\n');
  } else if ('faults' in answer) {
    await writeChunk(errors, `${faultLines(answer.faults, widthOf(errors)).join('\n')}\n`);
  } else {
    await writeChunk(out, `${answerLines(plan, answer, widthOf(out)).join('\n')}\n`);
  }
}

/** What to tell of an input that can't be read at all; null for errors of another kind. */
function unreadable(error: unknown, input: string): string | null {
  const name =
    input === '-' ? say('đầu vào chuẩn', 'standard input') : say(`tệp "${input}"`, `the file "${input}"`);
  if (error instanceof RangeError || codeOf(error) === 'ERR_STRING_TOO_LONG') {
    return say(
      `Không đọc được ${name}: dữ liệu quá lớn (tối đa khoảng 500 MB).`,
      `Cannot read ${name}: too large (at most about 500 MB).`,
    );
  }
  switch (codeOf(error)) {
    case 'ENOENT':
      return say(`Không tìm thấy ${name}.`, `Cannot find ${name}.`);
    case 'EACCES':
    case 'EPERM':
      return say(`Không có quyền đọc ${name}.`, `No right to read ${name}.`);
    case 'EISDIR':
      return say(`Không đọc được ${name}: đây là một thư mục.`, `Cannot read ${name}: it is a folder.`);
    default:
      return null;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
