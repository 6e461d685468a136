import { writeFile } from 'node:fs/promises';
import { instanceOf } from '../../../activities/records/database/instance.js';
import { Actor, type Definition, messages } from '../../../workflows/api/messages.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, fromRecords } from '../records-at-hand.js';
import { openSigner, readJson } from './keys.js';

export interface SignOptions {
  message: string;
  /** `campaign/263/2023` */
  workflow: string;
  /** `chairman`, `unit:so-y-te` */
  as: string;
  key: string;
  /** The message as JSON, without its proof; `-`: the standard input. */
  input: string;
  out?: string;
  passphraseFile?: string;
  /** The records' instance; read from the records at hand where it is left out. */
  instance?: string;
}

/**
 * `thidua sign`: the message with its proof, as the bare `temporal` command sends it. All that is wrong with it is said
 * at once, before anything is signed.
 * @returns the exit status
 */
export async function runSign(
  options: SignOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return end(await sign(options, surroundings), surroundings);
}

async function sign(options: SignOptions, surroundings: Surroundings): Promise<Ending> {
  const { message: name, workflow, key, input, out, passphraseFile } = options;
  const definition = definitionOf(name);
  if (definition === undefined)
    return wrong([
      say(
        `Không có nội dung “${name}” để ký; có thể ký: ${signable.join(', ')}`,
        `There is no message “${name}” to sign; there are: ${signable.join(', ')}`,
      ),
    ]);
  const read = await readJson(input);
  if ('sentence' in read) return { ...read, status: atFault };
  const signer = await openSigner(key, passphraseFile, surroundings.environment);
  if (!('key' in signer)) return signer;
  const actor = actorOf(options.as, signer.person);
  const message = messageOf(read.value, actor);
  const problems = [
    ...problemsOfActor(options.as, actor, definition),
    ...problemsOfOwner(message, actor),
    ...problemsOfMessage(definition, read.value, message),
    ...problemsOfWorkflow(definition, workflow),
  ];
  if (problems.length > 0) return wrong(problems);
  const of = await instanceFor(options, surroundings);
  if (!('found' in of)) return of;
  const to = { instance: of.found, workflow };
  const signed = { ...message, proof: signer.prove(to, name, message) };
  const text = `${JSON.stringify(signed, undefined, 2)}\n`;
  if (out === undefined) return { text };
  const failure = await writeFile(out, text).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (failure !== undefined)
    return wrong([
      say(`Không ghi được tệp ${out}: ${failure}`, `The file ${out} cannot be written: ${failure}`),
    ]);
  surroundings.errors.write(
    say(
      `Gửi trong vòng 10 phút: ${sending(definition, workflow, out)}\n`,
      `Send it within 10 minutes: ${sending(definition, workflow, out)}\n`,
    ),
  );
  return { text: say(`Đã ký vào tệp ${out}.\n`, `Signed into the file ${out}.\n`) };
}

const instanceFor = async ({ instance }: SignOptions, surroundings: Surroundings) =>
  instance === undefined ? fromRecords(surroundings, instanceOf) : { found: instance };

const wrong = (problems: string[]): Ending => ({ sentence: `${problems.join('.\n')}.`, status: atFault });

/** Those that a person sends. */
const definitions: readonly Definition<unknown>[] = Object.values(messages);
const signable = definitions.filter((it) => it.offices.length > 0).map((it) => it.name);
const definitionOf = (name: string): Definition<unknown> | undefined =>
  definitions.find((it) => it.name === name && signable.includes(name));

/** The actor of `OFFICE[:UNIT]`; null where it is none. */
function actorOf(as: string, person: string): Actor | null {
  const [office, unit, ...more] = as.split(':');
  if (more.length > 0) return null;
  return Actor.safeParse({ office, person, ...(unit !== undefined && { unit }) }).data ?? null;
}

/** The message in the actor's name; one that names its actor must name this one. */
function messageOf(given: unknown, actor: Actor | null): object {
  return typeof given === 'object' && given !== null ? { ...(actor !== null && { actor }), ...given } : {};
}

function problemsOfActor(as: string, actor: Actor | null, { offices }: Definition<unknown>): string[] {
  const known = offices
    .map((it) => (it === 'unit' ? say('unit:<mã đơn vị>', 'unit:<unit code>') : it))
    .join(', ');
  if (actor === null)
    return [
      say(
        `“${as}” không phải chức trách; có thể dùng: ${known}`,
        `“${as}” is not an office; there are: ${known}`,
      ),
    ];
  return offices.includes(actor.office)
    ? []
    : [
        say(
          `“${as}” không có thẩm quyền; có thể dùng: ${known}`,
          `“${as}” has no authority for this; there are: ${known}`,
        ),
      ];
}

/** A message in another's name than the key's person would be refused. */
function problemsOfOwner(message: object, actor: Actor | null): string[] {
  if (actor === null || !('actor' in message) || digestOf(message.actor) === digestOf(actor)) return [];
  return [
    say(
      `Nội dung ghi người thực hiện (actor) khác với ${JSON.stringify(actor)} của khóa và --as`,
      `The message names another actor than ${JSON.stringify(actor)} of the key and --as`,
    ),
  ];
}

function problemsOfMessage({ schema }: Definition<unknown>, given: unknown, message: object): string[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [say('Nội dung phải là một đối tượng JSON', 'The message must be a JSON object')];
  if ('proof' in given)
    return [
      say(
        'Nội dung đã có chữ ký (proof); đề nghị bỏ đi rồi ký lại',
        'The message has a proof already; take it away, then sign again',
      ),
    ];
  const parsed = schema.safeParse(message);
  return parsed.success
    ? []
    : parsed.error.issues.map((it) =>
        say(
          `Nội dung không đúng mẫu – ${it.path.join('.')}: ${it.message}`,
          `The message is malformed – ${it.path.join('.')}: ${it.message}`,
        ),
      );
}

const prefixes = {
  movement: ['movement/'],
  campaign: ['campaign/', 'summary/'],
  dossier: ['dossier/'],
  post: ['post/'],
  every: [''],
};

function problemsOfWorkflow({ name, on }: Definition<unknown>, workflow: string): string[] {
  const begins = prefixes[on];
  if (begins.some((prefix) => workflow.startsWith(prefix))) return [];
  return [
    say(
      `${name} gửi đến luồng việc có mã bắt đầu bằng ${begins.join(' hoặc ')}, không phải “${workflow}”`,
      `${name} goes to a workflow whose id begins with ${begins.join(' or ')}, not to “${workflow}”`,
    ),
  ];
}

const sending = ({ name, kind }: Definition<unknown>, workflow: string, file: string): string =>
  kind === 'signal'
    ? `temporal workflow signal --workflow-id ${workflow} --name ${name} --input-file ${file}`
    : `temporal workflow update execute --workflow-id ${workflow} --name ${name} --input-file ${file}`;
