import { Client, Connection } from '@temporalio/client';
import { clockMode } from '../../../activities/records/database/business-time.js';
import { instanceOf } from '../../../activities/records/database/instance.js';
import type { Records } from '../../../activities/records/database/open.js';
import { expectedWorkflows } from '../../../activities/records/reads/expected-workflows.js';
import { keptPlans } from '../../../activities/records/registry/plans.js';
import type { Configuration, EnvironmentVariables } from '../../../worker/configuration.js';
import { type FoundRecords, findRecords } from '../../../worker/embedded/postgres/alone.js';
import { recordsSentence } from '../../../worker/embedded/postgres/records-problems.js';
import { reasonOf } from '../../../worker/embedded/problems.js';
import {
  NotOurs,
  refuseForeign,
  runningMovement,
} from '../../../worker/embedded/temporal/running-movement.js';
import { taskQueues } from '../../../workflows/api/identity.js';
import { say } from '../../language/language.js';
import type { WorkflowStanding } from '../workflow-standing.js';
import { refuseOtherClock } from '../whose.js';
import { away, fault, type Finding, ok, type Part, parts, unchecked } from './finding.js';
import { checkDisk, checkMail, type PartPlaces, placesOf, startThem } from './places.js';
import { checkArchive, checkClock, checkEffects, checkLetters, checkTables } from './records-checks.js';
import { checkNamespace, checkSearchAttributes } from './server-checks.js';
import { checkWorker } from './worker-check.js';
import { checkWorkflows, checkWorkflowTasks, inspect } from './workflow-checks.js';

/** Looks at each part, whichever are away; in the order of {@link parts}. Changes nothing. */
export async function examine(
  configuration: Configuration,
  environment: EnvironmentVariables,
  describe: (standing: WorkflowStanding) => string,
): Promise<Finding[]> {
  const places = await placesOf(configuration);
  const found = await openBoth(places, environment);
  try {
    const looking: (Finding | Finding[] | Promise<Finding | Finding[]>)[] = [
      checkDisk(configuration.dataFolder),
      checkMail(places),
      ...found.findings,
      ...recordsChecks(found.records),
      ...serverChecks(found.client),
      ...checksOfBoth(found.client, found.records, describe),
    ];
    const flat = (await Promise.all(looking.map((it) => Promise.resolve(it)))).flat();
    return parts.flatMap((part) => flat.filter((it) => it.part === part));
  } finally {
    await found.close();
  }
}

interface Both {
  client: Client | null;
  records: Records | null;
  findings: Finding[];
  close(): Promise<void>;
}

async function openBoth(places: PartPlaces, environment: EnvironmentVariables): Promise<Both> {
  const [server, records] = await Promise.all([openServer(places), openDatabase(places, environment)]);
  return {
    client: server.client,
    records: records.found?.records ?? null,
    findings: [server.finding, records.finding],
    async close() {
      await records.found?.close();
      await server.client?.connection.close();
    },
  };
}

async function openServer({
  temporal,
  namespace,
}: PartPlaces): Promise<{ client: Client | null; finding: Finding }> {
  if (temporal === null)
    return {
      client: null,
      finding: away(
        'temporal',
        say('máy chủ Temporal kèm theo đang dừng', 'the embedded Temporal server is stopped'),
        say(...startThem),
      ),
    };
  const { address } = temporal;
  try {
    const connection = await Connection.connect({ ...temporal, connectTimeout: '5 seconds' });
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const client = new Client({ connection, namespace });
    return {
      client,
      finding: ok(
        'temporal',
        say(`${address} trả lời, bản ${serverVersion}`, `${address} answers, version ${serverVersion}`),
      ),
    };
  } catch (error) {
    const mend = say(
      'Kiểm tra TEMPORAL_ADDRESS (hoặc cấu hình Temporal), TLS và đường mạng.',
      'Check TEMPORAL_ADDRESS (or the Temporal profile), TLS and the network.',
    );
    return {
      client: null,
      finding: away(
        'temporal',
        say(`${address} không trả lời: ${reasonOf(error)}`, `${address} does not answer: ${reasonOf(error)}`),
        mend,
      ),
    };
  }
}

async function openDatabase(
  { isEmbedded }: PartPlaces,
  environment: EnvironmentVariables,
): Promise<{ found: FoundRecords | null; finding: Finding }> {
  const found = await findRecords({ environment, progress: () => undefined, patience: 3_000 });
  const where = isEmbedded.database ? say('PostgreSQL kèm theo', 'the embedded PostgreSQL') : 'DATABASE_URL';
  if (found.ok) return { found, finding: ok('database', say(`${where} trả lời`, `${where} answers`)) };
  const { problem } = found;
  const isAway = problem.code === 'records.unreachable' || problem.code === 'records.busy';
  const finding = isAway
    ? away('database', recordsSentence(problem))
    : fault('database', recordsSentence(problem));
  return { found: null, finding };
}

/** A check that fails is a finding: the others go on. */
async function tried(part: Part, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return fault(
      part,
      say(`không kiểm tra được: ${reasonOf(error)}`, `cannot be checked: ${reasonOf(error)}`),
    );
  }
}

function recordsChecks(records: Records | null): (Finding | Promise<Finding>)[] {
  if (records === null)
    return (['tables', 'clock', 'effects', 'archive', 'letters'] as const).map((part) =>
      unchecked(part, say('không có cơ sở dữ liệu', 'no database')),
    );
  return [
    tried('tables', () => checkTables(records)),
    tried('clock', () => checkClock(records)),
    tried('effects', () => checkEffects(records)),
    tried('archive', () => checkArchive(records)),
    tried('letters', async () => checkLetters(records, await keptPlans(records))),
  ];
}

function serverChecks(client: Client | null): (Finding | Promise<Finding>)[] {
  if (client === null)
    return (['namespace', 'search-attributes'] as const).map((part) =>
      unchecked(part, say('không có máy chủ Temporal', 'no Temporal server')),
    );
  return [
    tried('namespace', () => checkNamespace(client)),
    tried('search-attributes', () => checkSearchAttributes(client)),
  ];
}

function checksOfBoth(
  client: Client | null,
  records: Records | null,
  describe: (standing: WorkflowStanding) => string,
): (Finding | Finding[] | Promise<Finding | Finding[]>)[] {
  if (client === null || records === null) {
    const lacking =
      client === null
        ? say('không có máy chủ Temporal', 'no Temporal server')
        : say('không có cơ sở dữ liệu', 'no database');
    return (['instance', 'worker', 'workflows', 'workflow-tasks'] as const).map((part) =>
      unchecked(part, lacking),
    );
  }
  return [
    tried('instance', () => checkInstance(client, records)),
    tried('worker', async () => {
      const { mode } = await clockMode(records);
      return checkWorker(client, taskQueues[mode], await longRunning(records));
    }),
    checkRunning(client, records, describe),
  ];
}

/** The workflows whose histories tell what code wrote last; dossiers are many, and follow their campaign. */
async function longRunning(records: Records): Promise<string[]> {
  const plans = await keptPlans(records);
  const expected = await Promise.all(plans.map((plan) => expectedWorkflows(records, plan)));
  return expected.flat().flatMap(({ kind, workflowId }) => (kind === 'dossier' ? [] : [workflowId]));
}

/** The records' instance and clock against those of the movement on the server. */
async function checkInstance(client: Client, records: Records): Promise<Finding> {
  const instance = await instanceOf(records);
  const { mode } = await clockMode(records);
  try {
    for (const plan of await keptPlans(records)) {
      const movement = await runningMovement(client, plan);
      refuseForeign(movement, instance);
      refuseOtherClock(movement, mode);
    }
    return ok(
      'instance',
      say(
        'cơ sở dữ liệu và phong trào trên máy chủ là của nhau',
        "the database and the movement on the server are each other's",
      ),
    );
  } catch (error) {
    if (error instanceof NotOurs) return fault('instance', error.message);
    throw error;
  }
}

async function checkRunning(
  client: Client,
  records: Records,
  describe: (standing: WorkflowStanding) => string,
): Promise<Finding[]> {
  try {
    const plans = await keptPlans(records);
    const expected = await Promise.all(plans.map((plan) => expectedWorkflows(records, plan)));
    const inspected = await inspect(client, expected.flat());
    return [checkWorkflows(inspected, describe), await checkWorkflowTasks(client, inspected)];
  } catch (error) {
    return [
      fault(
        'workflows',
        say(`không kiểm tra được: ${reasonOf(error)}`, `cannot be checked: ${reasonOf(error)}`),
      ),
    ];
  }
}
