import { businessNow } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { areProofsAsked } from '../../activities/records/registry/keys.js';
import { officeHolders, unitOfficials } from '../../activities/records/registry/units.js';
import { Actor, Office } from '../../workflows/api/messages.js';
import { type Plan, UnitCode } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/days.js';
import { findServices } from '../engine/services.js';
import type { Signer } from '../officials/identity.js';
import type { Answer, Services } from '../officials/send.js';
import { planOfRecords } from '../plan-of-records.js';
import { forPrograms, say } from '../language/language.js';
import { answerSentence } from '../language/refusals.js';
import type { Surroundings } from './asking.js';
import { inTime, knownEnding } from './in-time.js';
import { openSigner } from './commands/keys.js';
import { commandSentence, problemStatus } from './problems.js';
import { atFault, end, type Ending, fromRecords, refusedByRules } from './records-at-hand.js';

/** The options of every command by which a person acts. */
export interface ActingOptions {
  /** `chairman`, `unit:so-y-te` */
  as?: string | undefined;
  key?: string | undefined;
  passphraseFile?: string | undefined;
  /** Who acts where nothing is signed, as in a rehearsal. */
  person?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** Where a person acts with the records alone: the plan that they go by, and who he is. */
export interface RecordsDesk {
  services: Omit<Services, 'client'>;
  plan: Plan;
  actor: Actor;
}

/** Where a person acts: the door to the workflows beside. */
export interface Desk extends RecordsDesk {
  services: Services;
}

/** What a command sees of a running engine where nobody acts. */
export type Engine = Pick<Desk, 'services' | 'plan'>;
type RecordsEngine = Pick<RecordsDesk, 'services' | 'plan'>;

/**
 * Finds the running engine, lets a person act and prints how it ended. The person is the key's; without one, where none is
 * asked, the one named or the only one who holds the office today.
 * @param as the office (`OFFICE[:UNIT]`) where `--as` is left out
 * @param alone what is done where the servers are stopped and the records alone are there, if anything can be
 * @returns the exit status
 */
export async function actAs(
  options: ActingOptions,
  as: string,
  surroundings: Surroundings,
  work: (desk: Desk) => Promise<Ending>,
  alone?: (desk: RecordsDesk) => Promise<Ending>,
): Promise<number> {
  return end(await acted(options, options.as ?? as, surroundings, { work, alone }), surroundings);
}

interface Work {
  work: (desk: Desk) => Promise<Ending>;
  alone: ((desk: RecordsDesk) => Promise<Ending>) | undefined;
}

async function acted(
  options: ActingOptions,
  as: string,
  surroundings: Surroundings,
  { work, alone }: Work,
): Promise<Ending> {
  const signer = await signerOf(options, surroundings.environment);
  if (signer !== undefined && !('key' in signer)) return signer;
  const atDesk = async (engine: Engine): Promise<Ending> => {
    const desk = await deskOf(engine, { ...options, as }, signer);
    if (!('actor' in desk)) return desk;
    const { services } = engine;
    return inTime(services, () => work({ ...desk, services: { ...services, ...desk.services } }));
  };
  if (alone === undefined) return withEngine(options, surroundings, atDesk);
  return withEngine(options, surroundings, atDesk, async (engine) => {
    const desk = await deskOf(engine, { ...options, as }, signer);
    return 'actor' in desk ? alone(desk) : desk;
  });
}

/** Finds the running engine, lets a command look at it, nobody acting, and prints how it ended. @returns the exit status */
export async function lookAt(
  options: Pick<ActingOptions, 'plan'>,
  surroundings: Surroundings,
  work: (engine: Engine) => Promise<Ending>,
): Promise<number> {
  const looked = await withEngine(options, surroundings, (engine) =>
    inTime(engine.services, () => work(engine)),
  );
  return end(looked, surroundings);
}

async function withEngine(
  options: Pick<ActingOptions, 'plan'>,
  surroundings: Surroundings,
  work: (engine: Engine) => Promise<Ending>,
  alone?: (engine: RecordsEngine) => Promise<Ending>,
): Promise<Ending> {
  const { environment, errors } = surroundings;
  const found = await findServices(environment, (line) => errors.write(`${line}\n`));
  if (!found.ok && found.problem.code === 'server.stopped' && alone !== undefined) {
    const ended = await fromRecords(surroundings, async (records): Promise<Ending> => {
      const chosen = await planOfRecords(records, options.plan);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      return alone({ services: { records, plan: chosen.plan.plan }, plan: chosen.plan });
    });
    return 'found' in ended ? ended.found : ended;
  }
  if (!found.ok) return { sentence: commandSentence(found.problem), status: problemStatus(found.problem) };
  const { client, records } = found;
  try {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    return await work({ services: { client, records, plan: chosen.plan.plan }, plan: chosen.plan });
  } catch (error) {
    const known = knownEnding(error);
    if (known === null) throw error;
    return known;
  } finally {
    await found.close();
  }
}

async function signerOf(
  { key, passphraseFile }: ActingOptions,
  environment: Surroundings['environment'],
): Promise<Signer | Ending | undefined> {
  const file = key ?? environment['THIDUA_KEY'];
  if (file === undefined || file === '') return undefined;
  return openSigner(file, passphraseFile, environment);
}

async function deskOf(
  { services, plan }: RecordsEngine,
  { as, person }: ActingOptions & { as: string },
  signer: Signer | undefined,
): Promise<RecordsDesk | Ending> {
  const { records } = services;
  if (signer === undefined && (await areProofsAsked(records)))
    return {
      sentence: say(
        'Mỗi việc ở đây phải được ký: nêu --key <tệp khóa> (hoặc biến môi trường THIDUA_KEY). Chưa có khóa: «thidua key new».',
        'Each act here must be signed: give --key <key file> (or the environment variable THIDUA_KEY). No key yet: «thidua key new».',
      ),
      status: atFault,
    };
  const actor = await actorOf(records, as, signer?.person ?? person);
  if ('sentence' in actor) return { ...actor, status: atFault };
  return { services: { ...services, signer }, plan, actor };
}

async function actorOf(
  records: Records,
  as: string,
  named: string | undefined,
): Promise<Actor | { sentence: string }> {
  const [office, unit, ...more] = as.split(':');
  const wrong = {
    sentence: say(
      `“${as}” không phải chức trách; có thể dùng: ${offices}.`,
      `“${as}” is not an office; there are: ${offices}.`,
    ),
  };
  const known = Office.safeParse(office);
  if (!known.success || more.length > 0 || (known.data === 'unit') !== (unit !== undefined)) return wrong;
  const ofUnit = UnitCode.optional().safeParse(unit);
  if (!ofUnit.success) return wrong;
  const person = named ?? (await onlyPerson(records, known.data, ofUnit.data));
  if (person === undefined)
    return {
      sentence: say(
        `Không rõ ai thực hiện nhân danh ${as}: nêu --person <mã người>.`,
        `It is not clear who acts for ${as}: give --person <person code>.`,
      ),
    };
  const actor = Actor.safeParse({ office: known.data, person, ...(unit !== undefined && { unit }) });
  return actor.success
    ? actor.data
    : {
        sentence: say(
          `“${person}” không thể là mã người (1 đến 64 ký tự).`,
          `“${person}” cannot be a person's code (1 to 64 characters).`,
        ),
      };
}

const offices = Office.options
  .map((it) => (it === 'unit' ? say('unit:<mã đơn vị>', 'unit:<unit code>') : it))
  .join(', ');

/** Who holds an office, or is a unit's official, on this business day; undefined unless there is just one. */
async function onlyPerson(
  records: Records,
  office: Office,
  unit: string | undefined,
): Promise<string | undefined> {
  const on = dayOf(await businessNow(records));
  const holders =
    office === 'unit'
      ? await unitOfficials(records, { unit: unit ?? '', on })
      : await officeHolders(records, { office, on });
  return holders.length === 1 ? holders[0]?.person : undefined;
}

/**
 * How an act ends that was sent: done, with lines for people or its value as JSON; or refused by the rules.
 * @param more what is said of a refusal beside its reason
 */
export function actEnding(
  plan: Plan,
  answer: Answer,
  { json }: { json?: boolean | undefined },
  lines: (value: unknown) => readonly string[],
  more = '',
): Ending {
  const status = answer.done ? 0 : refusedByRules;
  const told = answer.done ? answer : forPrograms(json, () => heard(plan, answer, more));
  if (json === true) return { text: `${JSON.stringify(told, undefined, 2)}\n`, status };
  if (!told.done)
    return { sentence: say(`Không nhận: ${told.sentence}`, `Refused: ${told.sentence}`), status };
  return {
    text: lines(told.value)
      .map((line) => `${line}\n`)
      .join(''),
  };
}

type Refused = Extract<Answer, { done: false }>;

function heard(plan: Plan, refused: Refused, more: string): Refused {
  const why = answerSentence(plan, refused);
  return { ...refused, sentence: more === '' ? why : `${why}\n${more}` };
}
