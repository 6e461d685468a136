import { z } from 'zod';

/** What an event of a run tells beside the acts themselves; `id` counts within the run, `at` is the server's time, epoch ms. */
export type RunEvent = { id: number; at: number } & (
  | { type: 'started'; isFirst: boolean; isStepped: boolean; businessTime: number | null; offset: number }
  /** Another answer of the records, with the business instant that it was of, epoch ms. */
  | { type: 'heard'; businessTime: number }
  /** The records' answer on an act: a local activity's marker, or an activity's end (`key` is the act's where it is known). */
  | { type: 'recorded'; key: string | null; outcome: unknown }
  /** `isStepped`: in a rehearsal, to that very business instant; else by the server's time. */
  | { type: 'waits'; wait: number; until: number; isStepped: boolean }
  | { type: 'waited'; wait: number }
  | { type: 'wait-dropped'; wait: number }
  | { type: 'accepted'; update: string; message: string }
  | { type: 'refused'; update: string; why: string }
  | { type: 'signalled'; message: string }
  | { type: 'ended'; how: Ending; why: string | null }
);

export type Ending = 'completed' | 'continued' | 'failed' | 'terminated' | 'timed-out' | 'canceled';

const Payload = z.looseObject({ data: z.string().optional() });
const Payloads = z.looseObject({ payloads: z.array(Payload).optional() });
const Attributes = z.record(z.string(), z.unknown());
const Event = z.looseObject({ eventId: z.string(), eventTime: z.string(), eventType: z.string() });
const History = z.looseObject({ events: z.array(Event) });
type Event = z.infer<typeof Event>;

/** A run's events from its history, in the JSON form in which the server gives it; what a reader doesn't need is left out. */
export function readEvents(json: string): RunEvent[] {
  const { events } = History.parse(JSON.parse(json));
  const scheduled = new Map<string, Scheduled>();
  return events.flatMap((event) => {
    const told = tell(event, attributesOf(event), scheduled);
    return told === null ? [] : [{ id: Number(event.eventId), at: Date.parse(event.eventTime), ...told }];
  });
}

/** An activity that was scheduled: a wait of a rehearsal, or an act whose records were away. */
interface Scheduled {
  name: string;
  key: string | null;
}

type Told = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'id' | 'at'> : never) : never;

function tell(event: Event, attributes: Attributes, scheduled: Map<string, Scheduled>): Told | null {
  const id = Number(event.eventId);
  switch (event.eventType.replace('EVENT_TYPE_', '')) {
    case 'WORKFLOW_EXECUTION_STARTED':
      return started(attributes);
    case 'MARKER_RECORDED':
      return marker(attributes);
    case 'ACTIVITY_TASK_SCHEDULED':
      return activity(id, attributes, scheduled);
    case 'ACTIVITY_TASK_COMPLETED':
      return completed(attributes, scheduled);
    case 'TIMER_STARTED': {
      // One without words is no moment of the business: the pause before another try.
      if (event['userMetadata'] === undefined) return null;
      const seconds = Number.parseFloat(textIn(attributes, 'startToFireTimeout'));
      const until = Date.parse(event.eventTime) + seconds * 1000;
      return { type: 'waits', wait: id, until, isStepped: false };
    }
    case 'TIMER_FIRED':
      return { type: 'waited', wait: numberIn(attributes, 'startedEventId') };
    case 'TIMER_CANCELED':
      return { type: 'wait-dropped', wait: numberIn(attributes, 'startedEventId') };
    case 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED':
      return accepted(attributes);
    case 'WORKFLOW_EXECUTION_UPDATE_COMPLETED':
      return refused(attributes);
    case 'WORKFLOW_EXECUTION_SIGNALED':
      return { type: 'signalled', message: textIn(attributes, 'signalName') };
    default:
      return ended(event.eventType, attributes);
  }
}

const Clock = z.looseObject({
  mode: z.string().optional(),
  now: z.number().optional(),
  offset: z.number().optional(),
});
const StartInput = z.looseObject({ clock: Clock.optional() });

function started(attributes: Attributes): Told {
  const clock = StartInput.safeParse(firstPayload(attributes['input'])).data?.clock;
  const isFirst = textIn(attributes, 'continuedExecutionRunId') === '';
  const isStepped = clock?.mode === 'rehearsal';
  return {
    type: 'started',
    isFirst,
    isStepped,
    businessTime: clock?.now ?? null,
    offset: clock?.offset ?? 0,
  };
}

const MarkerDetails = z.object({ data: Payloads, result: Payloads });
const Dated = z.looseObject({ at: z.number() });
const LocalActivity = z.looseObject({ activity_type: z.string() });

function marker(attributes: Attributes): Told | null {
  const details = MarkerDetails.safeParse(attributes['details']);
  if (!details.success) return null;
  const ran = LocalActivity.safeParse(firstPayload(details.data.data));
  const result = firstPayload(details.data.result);
  if (ran.data?.activity_type === 'record') return { type: 'recorded', key: null, outcome: result };
  const heard = Dated.safeParse(Array.isArray(result) ? result[0] : result);
  return heard.success ? { type: 'heard', businessTime: heard.data.at } : null;
}

const Recorded = z.looseObject({ key: z.string() });
const ActivityType = z.looseObject({ name: z.string() });

function activity(id: number, attributes: Attributes, scheduled: Map<string, Scheduled>): Told | null {
  const name = ActivityType.safeParse(attributes['activityType']).data?.name ?? '';
  const input = firstPayload(attributes['input']);
  scheduled.set(String(id), { name, key: Recorded.safeParse(input).data?.key ?? null });
  const until = name === 'awaitMoment' ? Dated.safeParse(input).data?.at : undefined;
  return until === undefined ? null : { type: 'waits', wait: id, until, isStepped: true };
}

function completed(attributes: Attributes, scheduled: Map<string, Scheduled>): Told | null {
  const wait = numberIn(attributes, 'scheduledEventId');
  const known = scheduled.get(String(wait));
  if (known?.name === 'awaitMoment') return { type: 'waited', wait };
  if (known?.name !== 'record') return null;
  return { type: 'recorded', key: known.key, outcome: firstPayload(attributes['result']) };
}

const AcceptedRequest = z.looseObject({
  meta: z.looseObject({ updateId: z.string() }),
  input: z.looseObject({ name: z.string() }),
});

function accepted(attributes: Attributes): Told | null {
  const request = AcceptedRequest.safeParse(attributes['acceptedRequest']);
  if (!request.success) return null;
  return { type: 'accepted', update: request.data.meta.updateId, message: request.data.input.name };
}

const Refused = z.looseObject({
  meta: z.looseObject({ updateId: z.string() }),
  outcome: z.looseObject({ failure: z.looseObject({ message: z.string() }) }),
});

function refused(attributes: Attributes): Told | null {
  const answer = Refused.safeParse(attributes);
  if (!answer.success) return null;
  return { type: 'refused', update: answer.data.meta.updateId, why: answer.data.outcome.failure.message };
}

const endings: ReadonlyMap<string, Ending> = new Map([
  ['EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED', 'completed'],
  ['EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', 'continued'],
  ['EVENT_TYPE_WORKFLOW_EXECUTION_FAILED', 'failed'],
  ['EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED', 'terminated'],
  ['EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT', 'timed-out'],
  ['EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED', 'canceled'],
]);
const Failure = z.looseObject({ message: z.string() });

function ended(eventType: string, attributes: Attributes): Told | null {
  const how = endings.get(eventType);
  if (how === undefined) return null;
  const reason = textIn(attributes, 'reason') || Failure.safeParse(attributes['failure']).data?.message;
  return { type: 'ended', how, why: reason ?? null };
}

type Attributes = z.infer<typeof Attributes>;

/** The one field of an event that has its attributes. */
function attributesOf(event: Event): Attributes {
  const name = Object.keys(event).find((key) => key.endsWith('EventAttributes'));
  return name === undefined ? {} : (Attributes.safeParse(event[name]).data ?? {});
}

/** A payload's JSON; null where there is none, or it is none that can be read. */
function firstPayload(payloads: unknown): unknown {
  const data = Payloads.safeParse(payloads).data?.payloads?.[0]?.data;
  if (data === undefined) return null;
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}

const textIn = (attributes: Attributes, field: string): string => {
  const value = attributes[field];
  return typeof value === 'string' ? value : '';
};
const numberIn = (attributes: Attributes, field: string): number => Number(attributes[field] ?? 0);
