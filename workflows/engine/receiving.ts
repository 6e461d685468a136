import { currentUpdateInfo, defineSignal, defineUpdate, log, setHandler } from '@temporalio/workflow';
import type { ZodError } from 'zod';
import { shortened } from '../api/failing.js';
import { Actor, type Definition } from '../api/messages.js';
import { type ActProof, Proof, proofOf, splitProof } from '../api/proof.js';
import type { Refusal } from '../api/refusals.js';
import type { PlanNames } from '../plan/names.js';
import type { Clock } from './clock.js';
import { failureOf, faultOf, Refused, refuse } from './faults.js';
import type { Effects } from './rounds.js';
import type { Turns } from './turns.js';

/**
 * How an update is taken: `check` is synchronous and read-only and runs twice, `apply` records and changes state. What
 * counts against a deadline is when it was accepted, not when its turn came: `acceptedAt` (null in a rehearsal).
 */
export interface UpdateHandling<M, R> {
  check: (message: M) => Refusal | null;
  apply: (message: M, acceptedAt: number | null) => Promise<R>;
}

/** What a workflow takes messages with. */
interface Receiver {
  /** How the plan names things. */
  names: PlanNames;
  clock: Clock;
  turns: Turns;
  effects: Effects;
  /** The proofs of the updates whose acts are under way, by the updates' ids. */
  proofs: Map<string, ActProof>;
}

/**
 * Takes an update: parsed, the office checked, then `check`; one at a time, in the order they came, each after whatever
 * is due.
 */
export function onUpdate<M, R>(
  { names, clock, turns, effects, proofs }: Receiver,
  definition: Definition<M>,
  handling: UpdateHandling<M, R>,
): void {
  const parsed = (input: unknown): M => {
    const result = readMessage(definition, input);
    const refusal = 'refusal' in result ? result.refusal : handling.check(result.message);
    return 'message' in result && refusal === null ? result.message : refuse(refusal ?? malformed([]));
  };
  const handler = async (input: unknown): Promise<R> => {
    const acceptedAt = clock.stamp();
    effects.noteWork();
    try {
      return await turns.takeFor(() => {
        const message = parsed(input);
        const proof = proofOf(definition.name, input);
        if (proof !== null) proofs.set(updateId(), proof);
        return handling.apply(message, acceptedAt);
      });
    } catch (error) {
      throw told(names, definition.name, error);
    } finally {
      proofs.delete(updateId());
    }
  };
  const validator = (input: unknown): void => {
    try {
      parsed(input);
    } catch (error) {
      throw told(names, definition.name, error);
    }
  };
  setHandler(defineUpdate<R, [unknown]>(definition.name), handler, { validator });
}

/** The id of the update that is being handled. */
export const updateId = (): string => currentUpdateInfo()?.id ?? '';

/** Takes a signal as it comes. */
export function onSignal<M>(
  { turns, effects }: Receiver,
  definition: Definition<M>,
  receive: (input: unknown) => void,
): void {
  setHandler(defineSignal<[unknown]>(definition.name), (input) => {
    effects.noteWork();
    try {
      receive(input);
    } catch (error) {
      effects.noteFault(definition.name, error);
    }
    turns.wake();
  });
}

/** The message, or why it can't be taken: malformed, or sent by an office that may not. Never throws. */
export function readMessage<M>(
  definition: Definition<M>,
  input: unknown,
): { message: M } | { refusal: Refusal } {
  const { message, proof } = splitProof(input);
  const parsed = definition.schema.safeParse(message);
  if (!parsed.success) return { refusal: malformed(problemsOf(parsed.error)) };
  const proved = proof === undefined ? null : Proof.safeParse(proof);
  if (proved?.success === false) return { refusal: malformed(problemsOf(proved.error, 'proof')) };
  const actor = actorOf(parsed.data);
  if (actor !== null && !definition.offices.includes(actor.office)) {
    return { refusal: { code: 'actor.wrong-office', office: actor.office } };
  }
  return { message: parsed.data };
}

/** What the sender hears of an error: a refusal in words, and an error of the program as one. */
function told(names: PlanNames, what: string, error: unknown): unknown {
  if (error instanceof Refused) return failureOf(names, error.refusal);
  const fault = faultOf(error);
  if (fault === null) return error;
  log.error(`${what} failed`, { error });
  return failureOf(names, fault);
}

function actorOf(message: unknown): Actor | null {
  const candidate =
    typeof message === 'object' && message !== null && 'actor' in message ? message.actor : null;
  return Actor.safeParse(candidate).data ?? null;
}

const problemsOf = ({ issues }: ZodError, ...place: string[]): string[] =>
  issues.map((issue) => `${[...place, ...issue.path].join('.')}: ${issue.message}`);

const problemsTold = 20;

/** Some of what is wrong, in short: a message may hold thousands of faults, and each may repeat half of it. */
function malformed(problems: string[]): Refusal {
  return {
    code: 'message.malformed',
    problems: problems.slice(0, problemsTold).map((problem) => shortened(problem)),
  };
}
