import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Records } from '../../activities/records/database/open.js';
import { keepHistory } from '../../activities/records/reads/histories.js';
import { built } from '../environment/world.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { ActedCampaign } from './acted.js';

const [packed, unpacked] = [promisify(gzip), promisify(gunzip)];
const Started = z.object({
  workflowExecutionStartedEventAttributes: z.object({ originalExecutionRunId: z.string() }),
});
const History = z.object({ events: z.tuple([Started]).rest(z.unknown()) });
const workflowId = 'dossier/263/2023/so-noi-vu';
let server: TestServer;
let records: Records;
let databaseUrl: string;
/** The runs of the two kept histories. */
const runs: string[] = [];

/** The records of a campaign with two real histories in place of the made ones. */
beforeAll(async () => {
  server = await startTestServer();
  ({ records, databaseUrl } = await server.openSeededAt());
  await ActedCampaign.play(records);
  await records.db.deleteFrom('history').execute();
  for (const name of ['completed', 'refiled']) {
    const json = readFileSync(new URL(`../histories/dossier-service-${name}.json`, import.meta.url), 'utf8');
    const { events } = History.parse(JSON.parse(json));
    const runId = events[0].workflowExecutionStartedEventAttributes.originalExecutionRunId;
    runs.push(runId);
    await keepHistory(records, { workflowId, runId, status: 'COMPLETED', events: events.length, json });
  }
}, 120_000);
afterAll(() => server.stop());

const replay = async (...words: string[]) => {
  const environment = { env: { DATABASE_URL: databaseUrl }, reject: false } as const;
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [built('client/cli/main.js'), 'replay', ...words],
    environment,
  );
  return { status: exitCode, out: stdout, text: stdout + stderr };
};

test('what went as it is kept goes so again, and the ledger follows from the acts', async () => {
  const { status, text } = await replay('--all');
  expect(text).toContain('Đã chạy lại 2 lịch sử bằng chương trình hôm nay: mọi bước đều như đã diễn ra.');
  expect(text).toContain('khớp hoàn toàn với sổ Bằng khen');
  expect(status).toBe(0);
}, 60_000);

test('an event that was altered and a certificate of other money are both named', async () => {
  const [altered = '', other = ''] = runs;
  await alterHistory(altered, 'EVENT_TYPE_TIMER_STARTED', 'EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED');
  await records.db
    .updateTable('ledger')
    .set((it) => ({ money: it('money', '+', 1_000_000) }))
    .where('kind', '=', 'collective')
    .execute();
  const { status, text } = await replay('--all');
  expect(status).toBe(3);
  expect(text).toContain('1 lịch sử KHÁC đi');
  expect(text).toContain(`- ${workflowId} (${altered}): `);
  expect(text).not.toContain(other);
  expect(text).toMatch(/- ledger 263\/2023\/departments\/collective\/\S+, cột money: không khớp/);
  const json = z
    .object({ histories: z.array(z.unknown()), awards: z.array(z.object({ column: z.string() })) })
    .parse(JSON.parse((await replay('--all', '--json')).out));
  expect(json.histories).toHaveLength(1);
  expect(json.awards).toStrictEqual([expect.objectContaining({ column: 'money' })]);
}, 60_000);

/** Another event stands in the place of the first of its type, on this copy of the records. */
async function alterHistory(runId: string, from: string, to: string): Promise<void> {
  const { history } = await records.db
    .selectFrom('history')
    .select('history')
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  const text = (await unpacked(history)).toString('utf8');
  expect(text).toContain(from);
  await records.db
    .updateTable('history')
    .set({ history: await packed(text.replace(from, to)) })
    .where('run_id', '=', runId)
    .execute();
}
