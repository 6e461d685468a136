import type { AuditRow } from '../../../activities/records/acts/audit.js';
import type { SentLetter } from '../../../activities/records/reads/letters-of.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import { z } from 'zod';
import { actName } from '../../language/names.js';
import { refusalSentence } from '../../language/refusals.js';
import { formatMoment } from '../../language/amounts.js';
import { say, type Words } from '../../language/language.js';
import { actDetail } from '../act-details.js';
import { type Names } from '../act-words.js';
import { actorText } from '../actor-text.js';
import type { Ending, RunEvent } from './events.js';
import { type EventPlace, placesOf, type Run } from './places.js';

/** One thing that happened in a workflow, or that it waits for, in business time (epoch ms). */
export interface TimelineEntry {
  at: number;
  kind: 'began' | 'act' | 'refused' | 'moment' | 'letters' | 'waits' | 'ended';
  /** Vietnamese. */
  text: string;
  /** Of an act: who did it; null: the engine. */
  who: string | null;
  why: string | null;
  audit: { seq: number; key: string } | null;
  event: EventPlace | null;
}

/** What a workflow's timeline is made of: its acts, its runs (the oldest first), its letters. */
export interface Evidence {
  workflow: string;
  rows: readonly AuditRow[];
  runs: readonly Run[];
  letters: readonly SentLetter[];
}

/** A workflow's story in business time; the same whether its histories come from the server or from the records. */
export function timelineOf({ workflow, rows, runs, letters }: Evidence, names: Names): TimelineEntry[] {
  const places = placesOf(rows, runs);
  const told = new Set(rows.map((row) => row.key));
  const entries = [
    ...runs.flatMap((run) => runEntries(workflow, run, told)),
    ...rows.map((row) => actEntry(row, places.get(row.key) ?? null, names)),
    ...letters.map(letterEntry),
  ];
  return entries.sort((one, other) => one.at - other.at || order[one.kind] - order[other.kind]);
}

/** What falls on one instant: a moment is reached before what is done then. */
const order: Record<TimelineEntry['kind'], number> = {
  began: 0,
  moment: 1,
  act: 2,
  refused: 2,
  letters: 3,
  ended: 4,
  waits: 5,
};

const Refused = z.object({ refusal: Refusal });

/** Why an act was refused, in one or two sentences; null where it was done. */
export function refusalOf(row: Pick<AuditRow, 'outcome' | 'facts'>, names: Names): string | null {
  const refused = [Refused.safeParse(row.outcome), Refused.safeParse(row.facts)].find((it) => it.success);
  return refused === undefined ? null : refusalSentence(names.plan, refused.data.refusal);
}

/** Of a signal: who it says has sent it. */
const Sent = z.object({ sender: z.string().nullable() });

const refusedText = (act: string, told: string, refusal: string): string =>
  act === 'signOff-refused'
    ? `${told}: ${refusal}`
    : say(`${told} – không được nhận: ${refusal}`, `${told} – refused: ${refusal}`);

function actEntry(row: AuditRow, event: EventPlace | null, names: Names): TimelineEntry {
  const refusal = refusalOf(row, names);
  const detail = actDetail(row.act, row, names);
  const name = actName(row.act);
  const told = detail === null ? name : `${name}: ${detail}`;
  return {
    at: Date.parse(row.businessTime),
    kind: refusal === null ? 'act' : 'refused',
    text: refusal === null ? told : refusedText(row.act, told, refusal),
    who: actorText(row, names) ?? Sent.safeParse(row.facts).data?.sender ?? null,
    why: row.reason,
    audit: { seq: row.seq, key: row.key },
    event,
  };
}

const states: ReadonlyMap<string, Words> = new Map([
  ['sent', ['đã gửi', 'sent']],
  ['refused', ['bị từ chối', 'refused']],
  ['uncertain', ['không rõ đã đến chưa', 'uncertain']],
  ['sending', ['đang gửi', 'being sent']],
  ['pending', ['chưa gửi được', 'not sent yet']],
]);

function letterEntry({ at, code, subject, states: counts }: SentLetter): TimelineEntry {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const each = [...states].flatMap(([state, name]) =>
    counts[state] === undefined ? [] : [`${say(...name)} ${counts[state]}`],
  );
  const what =
    total > 1
      ? say(`${total} thư, như «${subject ?? code}»`, `${total} letters, like «${subject ?? code}»`)
      : say(`thư «${subject ?? code}»`, `letter «${subject ?? code}»`);
  const text = `${what} (${each.length === 0 ? say('chưa gửi', 'not sent') : each.join(', ')})`;
  return { at, kind: 'letters', text, who: null, why: null, audit: null, event: null };
}

/** What a run tells beside the acts: when it began and ended, which moments came, what was refused without a trace in the records. */
function runEntries(workflow: string, run: Run, told: ReadonlySet<string>): TimelineEntry[] {
  const { runId, events } = run;
  const progress = new Progress();
  const entries = events.flatMap((event): TimelineEntry[] => {
    const found = entryOf(workflow, event, progress, told);
    if (found === null) return [];
    const place = { workflow, run: runId, event: event.id };
    return [{ who: null, why: null, audit: null, event: place, ...found }];
  });
  return events.some((event) => event.type === 'ended')
    ? entries
    : [...entries, ...progress.open(run, workflow)];
}

type Found = Pick<TimelineEntry, 'at' | 'kind' | 'text'> & { why?: string | null };

const Answered = z.object({ at: z.number() });

/** How far business time has come in a run, and what it waits for. */
class Progress {
  now = 0;
  offset = 0;
  isStepped = false;
  readonly waits = new Map<number, { until: number; event: number }>();
  readonly messages = new Map<string, string>();

  learn(at: number): void {
    this.now = Math.max(this.now, at);
  }

  /** The wait that stands open where the run does: the last that was begun, for one is dropped without a word. */
  open({ runId }: Run, workflow: string): TimelineEntry[] {
    return [...this.waits.values()].slice(-1).map(({ until, event }) => ({
      at: until,
      kind: 'waits',
      text: say(`đang chờ đến ${formatMoment(until)}`, `waits until ${formatMoment(until)}`),
      who: null,
      why: null,
      audit: null,
      event: { workflow, run: runId, event },
    }));
  }
}

function entryOf(
  workflow: string,
  event: RunEvent,
  progress: Progress,
  told: ReadonlySet<string>,
): Found | null {
  if (event.type === 'started') {
    progress.offset = event.offset;
    progress.isStepped = event.isStepped;
    progress.learn(event.businessTime ?? 0);
  }
  if (!progress.isStepped) progress.learn(event.at + progress.offset);
  switch (event.type) {
    case 'started':
      return event.isFirst ? { at: progress.now, kind: 'began', text: say('bắt đầu', 'began') } : null;
    case 'heard':
      progress.learn(event.businessTime);
      return null;
    case 'recorded':
      progress.learn(Answered.safeParse(event.outcome).data?.at ?? 0);
      return null;
    case 'waits':
      progress.waits.set(event.wait, { until: wholeMinute(event, progress), event: event.id });
      return null;
    case 'wait-dropped':
      progress.waits.delete(event.wait);
      return null;
    case 'waited':
      return waited(event.wait, progress);
    case 'accepted':
      progress.messages.set(event.update, event.message);
      return null;
    case 'refused':
      return refusedUpdate(workflow, event, progress, told);
    case 'signalled':
      return null;
    case 'ended':
      return event.how === 'continued'
        ? null
        : { at: progress.now, kind: 'ended', text: say(...endings[event.how]), why: event.why };
  }
}

/** A timer's length is reckoned from its task, a moment before the event that starts it. */
function wholeMinute(
  { until, isStepped }: { until: number; isStepped: boolean },
  { offset }: Progress,
): number {
  return isStepped ? until : Math.round((until + offset) / minute) * minute;
}
const minute = 60_000;

function waited(wait: number, progress: Progress): Found | null {
  const known = progress.waits.get(wait);
  progress.waits.delete(wait);
  if (known === undefined) return null;
  progress.learn(known.until);
  return {
    at: known.until,
    kind: 'moment',
    text: say(`đến ${formatMoment(known.until)}`, `reached ${formatMoment(known.until)}`),
  };
}

function refusedUpdate(
  workflow: string,
  { update, why }: { update: string; why: string },
  { messages, now }: Progress,
  told: ReadonlySet<string>,
): Found | null {
  const message = messages.get(update) ?? '';
  if (told.has(`${workflow}/${message}/${update}`)) return null;
  return {
    at: now,
    kind: 'refused',
    text: say(`${actName(message)} – không được nhận: ${why}`, `${actName(message)} – refused: «${why}»`),
  };
}

const endings: Record<Exclude<Ending, 'continued'>, Words> = {
  completed: ['kết thúc', 'ended'],
  failed: ['kết thúc vì lỗi', 'ended by an error'],
  terminated: ['bị dừng trước hạn', 'was terminated'],
  'timed-out': ['hết thời gian cho phép', 'timed out'],
  canceled: ['bị hủy', 'was canceled'],
};
