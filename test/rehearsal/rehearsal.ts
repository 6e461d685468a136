import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { comparableAuditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';

const program = fileURLToPath(new URL('../../.build/client/cli/main.js', import.meta.url));

export interface Played {
  code: number | null;
  lines: string[];
}

/** Plays a rehearsal by the built command, as a user does; `onLine` hears each line as it is printed. */
export function play(
  dataFolder: string,
  words: string[],
  onLine: (line: string, pid: number) => void = () => undefined,
): Promise<Played> {
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...process.env, THIDUA_DATA: dataFolder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line, child.pid ?? 0);
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, lines })));
}

/** Whether a printed line tells of a business day from `day` (ISO) on: which days get a line depends on the machine's speed. */
export function tellsOfDayFrom(day: string, line: string): boolean {
  const [, date, month, year] = /^(\d\d)\/(\d\d)\/(\d{4}) /.exec(line) ?? [];
  return year !== undefined && `${year}-${month ?? ''}-${date ?? ''}` >= day;
}

/** Runs the built command at a terminal of its own; `onText` hears what it prints and can type. */
export function playAtTerminal(
  dataFolder: string,
  words: string[],
  onText: (text: string, type: (keys: string) => void) => void,
): Promise<{ code: number | null; text: string }> {
  // `exec`: a shell that stays would hear Ctrl-C too, and some then end with 130 whatever the program's own code.
  const command = `exec ${[process.execPath, program, ...words].map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { ...process.env, THIDUA_DATA: dataFolder, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString('utf8');
    onText(text, (keys) => child.stdin.write(keys));
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

/** What a rehearsal leaves behind, as two of them can be compared: up to a business instant, epoch ms. */
export async function evidence(dataFolder: string, until: number) {
  const environment = { ...process.env, THIDUA_DATA: dataFolder, DATABASE_URL: '' };
  const found = await findRecords({ environment, progress: () => undefined });
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  try {
    const { records } = found;
    const mails = (await mailRows(records)).filter((mail) => mail.at <= until);
    const audit = await comparableAuditRows(records);
    return {
      ledger: (await ledgerRows(records)).filter((row) => Date.parse(row.decision.date) <= until),
      mails,
      audit: audit.filter((row) => Date.parse(row.businessTime) <= until),
      chain: await verifyAudit(records),
    };
  } finally {
    await found.close();
  }
}

const Replayed = z.object({
  replayed: z.number(),
  histories: z.array(z.unknown()),
  awards: z.array(z.unknown()),
});

/** Replays every history that the records keep and derives each award anew, as an auditor would years later. */
export async function replayKept(dataFolder: string): Promise<z.infer<typeof Replayed>> {
  const { lines } = await play(dataFolder, ['replay', '--all', '--json']);
  const json = lines.slice(lines.indexOf('{')).join('\n');
  return Replayed.parse(JSON.parse(json));
}

/** What `thidua verify` finds in the records. */
export async function verifyKept(dataFolder: string): Promise<unknown[]> {
  const { lines } = await play(dataFolder, ['verify', '--json']);
  const json = lines.slice(lines.indexOf('{')).join('\n');
  return z.object({ faults: z.array(z.unknown()) }).parse(JSON.parse(json)).faults;
}

/** The mails as the SMTP server has them: one file each, and who got which. */
export async function keptMails(dataFolder: string): Promise<{ files: number; received: string[] }> {
  const folder = join(dataFolder, 'mail');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.eml')).length;
  const index = await readMails(folder);
  return { files, received: index.map((mail) => JSON.stringify([mail.messageId, mail.to])).sort() };
}
