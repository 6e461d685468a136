import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isSystemError } from '../problems.js';

/** A process that can't be mistaken for a later one with the same number. */
export const ProcessIdentity = z.strictObject({ pid: z.int().min(1), started: z.string() });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** The process with this number now; undefined when there is none (a zombie is none). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

function startOnLinux(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

export const isAlive = (identity: ProcessIdentity): boolean =>
  identifyProcess(identity.pid)?.started === identity.started;

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return identifyProcess(process.pid) ?? { pid: process.pid, started: 'unknown' };
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (!isSystemError(error, 'ESRCH')) throw error;
  }
}

/** Waits until the process is gone; false when it still lives after `patience` milliseconds. */
export async function waitUntilGone(identity: ProcessIdentity, patience: number): Promise<boolean> {
  const end = Date.now() + patience;
  while (isAlive(identity)) {
    if (Date.now() > end) return false;
    await sleep(25);
  }
  return true;
}

/** Asks a process to stop, and kills it when it has not after `patience` milliseconds. False when even that fails. */
export async function stopProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  patience = 10_000,
): Promise<boolean> {
  send(identity, signal);
  if (await waitUntilGone(identity, patience)) return true;
  send(identity, 'SIGKILL');
  return waitUntilGone(identity, 5_000);
}
