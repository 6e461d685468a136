import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { askForProofs, registerKey } from '../../activities/records/registry/keys.js';
import { runSign } from '../../client/cli/commands/sign.js';
import { makeKeyFile, type Signer } from '../../client/officials/identity.js';
import { dossierState, send } from '../../client/officials/send.js';
import { campaignId, dossierId, movementId, postId } from '../../workflows/api/identity.js';
import {
  type Actor,
  type Definition,
  type MessageName,
  messages,
  Office,
  queries,
} from '../../workflows/api/messages.js';
import { collected } from '../cli/collected.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263, withDossierDay } from '../plan/plans.js';
import { makeOfficial, TestKey } from '../records/keys.js';
import { CampaignHands } from './campaigns.js';
import { at } from './dossiers.js';
import { board, chairman, homeAffairs, unitOfficial } from './people.js';

const campaign = '2023';
const unit = 'so-y-te';
const workflows = {
  movement: movementId('263'),
  campaign: campaignId('263', campaign),
  dossier: dossierId('263', campaign, unit),
  post: postId('263'),
  every: '',
} as const;

type Sent = Exclude<MessageName, 'look'>;
const sent = Object.keys(messages).filter((name): name is Sent => name !== 'look');
const definitionOf = (name: Sent): Definition<unknown> => messages[name];

const digest = '0'.repeat(64);
const instrument = { number: '1/KH', date: '2024-02-01' };
const reason = 'Thử.';
const scope = { of: 'unit', unit };

/** A small message of each kind that its schema takes, but for who sends it. */
const small: Record<Sent, object> = {
  fileDossier: { filing: { receipt: '00000000-0000-4000-8000-000000000001', digest } },
  withdrawDossier: { reason },
  reviewDossier: { digest, decision: 'accept' },
  grantExtension: { scope, lastDay: '2024-03-20', reason },
  shortenExtension: { scope, lastDay: '2024-03-20', reason },
  recordRanking: { bloc: 'communes', period: 'current', decision: instrument, rows: [{ unit, rank: 1 }] },
  answerQuestion: { question: 'q', choices: [], reason },
  shortlist: { kind: 'individual', bloc: 'communes', nominees: [], reason },
  waiveCriterion: { kind: 'individual', criterion: 'ethics', reason },
  recordLaunchPlan: { plans: [{ unit, document: instrument }] },
  forward: { digest },
  appraise: { digest, decision: 'approve', meeting: { date: '2024-02-28', participants: ['A'] } },
  signOff: { digest, decision: 'approve', strikes: [] },
  recordDecision: { digest, decision: instrument },
  recordCeremony: { date: '2024-03-01', place: 'Hội trường' },
  reportCommendations: { unit, collectives: 1, individuals: 1 },
  reportDifficulty: { unit, text: 'Thiếu máy.' },
  revokeCertificate: {
    campaign,
    bloc: 'communes',
    kind: 'collective',
    seat: 's',
    decision: instrument,
    reason,
  },
  amendPlan: { plan: withDossierDay(plan263, 20), decision: instrument, reason },
  pauseReminders: { unit, reason },
  resumeReminders: { unit, reason },
  pausePost: { reason },
  resumePost: { reason },
};

/** Who holds each office on that day, and who held it once. */
const holders: Record<Office, Actor> = {
  unit: unitOfficial(unit),
  'home-affairs': homeAffairs,
  board,
  chairman,
};
const former: Record<Office, Actor> = {
  unit: { office: 'unit', unit, person: 'can-bo-cu' },
  'home-affairs': { office: 'home-affairs', person: 'snv-cchc-2' },
  board: { office: 'board', person: 'btdkt-chuyen-vien' },
  chairman: { office: 'chairman', person: 'ct-pho-chu-tich' },
};

/** Messages that the workflow itself refuses before it is asked who holds what: nothing of them can be done on that day. */
const refusedFirst: Partial<Record<Sent, string>> = {
  grantExtension: 'list.frozen',
  shortenExtension: 'list.frozen',
  recordRanking: 'list.frozen',
  answerQuestion: 'list.frozen',
  shortlist: 'list.frozen',
  waiveCriterion: 'list.frozen',
  resumeReminders: 'reminders.not-held',
  forward: 'stage.wrong',
  appraise: 'stage.wrong',
  recordDecision: 'stage.wrong',
  recordCeremony: 'stage.wrong',
  amendPlan: 'amendment.begun',
};

let folder = '';
let world: World;
let hands: CampaignHands;
const keys = new Map<string, TestKey>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-offices-'));
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  hands = new CampaignHands(world, campaign);
  await hands.start();
  const clock = { mode: 'rehearsal', now: at('2023-12-20T09:00:00'), told: {} } as const;
  const started = ['2021', '2022', '2023', '2024', 'summary'];
  await world.client.workflow.start('movement', {
    workflowId: workflows.movement,
    taskQueue: world.taskQueue,
    args: [{ plan: plan263, clock, state: { started } }],
  });
  await hands.walkTo('01-15T09:00:00');
  await hands.collect();
  await hands.walkTo('03-01T09:00:00');
  await hands.rank();
  await hands.choose();
  await hands.forward();
  await hands.appraise();
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

const stateOf = (workflowId: string): Promise<unknown> =>
  world.client.workflow.getHandle(workflowId).query(queries.state);
const states = () =>
  Promise.all([workflows.movement, workflows.campaign, workflows.dossier, workflows.post].map(stateOf));
const acts = async () => (await auditRows(world.records)).length;

const signed = (actor: Actor): Signer => {
  const key = keys.get(actor.person);
  if (key === undefined) throw new Error(`${actor.person} has no key.`);
  const { person, id, publicKey } = key;
  const prove: Signer['prove'] = (to, message, content) => key.prove({ ...to, message, content });
  return { person, key: id, publicKey, prove };
};
const sendAs = (name: Sent, actor: Actor, over: object = {}) => {
  const definition = definitionOf(name);
  const message = { ...small[name], ...over, actor };
  expect(definition.schema.safeParse(message)).toMatchObject({ success: true });
  return send({ ...world.services, signer: signed(actor) }, workflows[definition.on], definition, message);
};

test('a forged nudge to any workflow does nothing', async () => {
  await world.stepper.settle();
  const before = { states: await states(), acts: await acts() };
  for (const id of [workflows.movement, workflows.campaign, workflows.dossier, workflows.post])
    for (const nudge of [
      undefined,
      { from: 'campaign/263/2023', isSigned: true },
      'look',
      { actor: chairman },
    ])
      await world.client.workflow.getHandle(id).signal(messages.look.name, nudge);
  await world.stepper.settle();
  expect({ states: await states(), acts: await acts() }).toStrictEqual(before);
});

describe('where proofs are asked', () => {
  beforeAll(async () => {
    const { records } = world;
    await setTrialClock(records, at('2024-03-01T09:00:00') - Date.now());
    await records.db
      .updateTable('office_holder')
      .set({ valid_to: '2023-12-31' })
      .where(
        'person',
        'in',
        Object.values(former).map((it) => it.person),
      )
      .execute();
    await makeOfficial(records, holders.unit);
    await makeOfficial(records, former.unit, { to: '2023-12-31' });
    for (const { person } of [...Object.values(holders), ...Object.values(former)])
      keys.set(person, await TestKey.registered(records, person));
    await askForProofs(records);
  });

  const mayNot = sent.flatMap((name) =>
    Office.options
      .filter((it) => !definitionOf(name).offices.includes(it))
      .map((office) => ({ name, office })),
  );
  test.each(mayNot.filter(({ name }) => name !== 'signOff'))(
    '$name by $office is refused, rightly signed as it is, and leaves no trace',
    async ({ name, office }) => {
      const before = { states: await states(), acts: await acts() };
      expect(await sendAs(name, holders[office])).toMatchObject({
        done: false,
        refusal: { code: 'actor.wrong-office', office },
      });
      expect({ states: await states(), acts: await acts() }).toStrictEqual(before);
    },
  );

  const signAs = async (actor: Actor) => {
    const message = { ...small.signOff, digest: await hands.digest(), actor };
    const to = { instance: await instanceOf(world.records), workflow: workflows.campaign };
    const proof = signed(actor).prove(to, messages.signOff.name, message);
    const { signals } = await hands.state();
    const handle = world.client.workflow.getHandle(workflows.campaign);
    await handle.signal(messages.signOff.name, { ...message, proof });
    await expect.poll(async () => (await hands.state()).signals).toBe(signals + 1);
    const state = await hands.state();
    expect(state.signed).toBeNull();
    return state.refusals.at(-1);
  };
  const lastSignOff = async () =>
    (await auditRows(world.records)).filter(({ act }) => act.startsWith('signOff')).at(-1);

  test.each(mayNot.filter(({ name }) => name === 'signOff'))(
    'signOff by $office is refused, shown and kept; the campaign goes on waiting',
    async ({ office }) => {
      const code = 'actor.wrong-office';
      expect(await signAs(holders[office])).toMatchObject({ actor: holders[office], refusal: { code } });
      expect(await lastSignOff()).toMatchObject({ workflow: workflows.campaign });
      expect(JSON.stringify((await lastSignOff())?.facts)).toContain(code);
    },
  );

  const mayOnce = sent.flatMap((name) => definitionOf(name).offices.map((office) => ({ name, office })));
  test.each(mayOnce.filter(({ name }) => name !== 'signOff'))(
    '$name by one who was $office is refused, and kept where the records were asked',
    async ({ name, office }) => {
      const kept = () => auditRows(world.records, { act: name });
      const before = (await kept()).length;
      const { current } = await dossierState(world.services, { campaign, unit });
      const over = name === 'reviewDossier' ? { digest: current?.digest } : {};
      const first = refusedFirst[name];
      const code = first ?? (office === 'unit' ? 'actor.not-official' : 'actor.not-holder');
      expect(await sendAs(name, former[office], over)).toMatchObject({ done: false, refusal: { code } });
      expect(await kept()).toHaveLength(first === undefined ? before + 1 : before);
    },
  );

  test('signOff by one who was chairman is refused, shown and kept', async () => {
    expect(await signAs(former.chairman)).toMatchObject({ refusal: { code: 'actor.not-holder' } });
    expect(await lastSignOff()).toMatchObject({ person: former.chairman.person });
  });

  test("the Chairman's sign-off, signed into a file, is sent with nothing but the temporal command", async () => {
    const passphraseFile = join(folder, 'mat-khau.txt');
    await writeFile(passphraseFile, 'một câu đủ dài\n');
    const key = join(folder, 'chu-tich.pem');
    const made = await makeKeyFile(key, chairman.person, 'một câu đủ dài');
    if ('problem' in made) throw new Error(made.problem.code);
    await registerKey(world.records, made);
    const [input, out] = [join(folder, 'ky.json'), join(folder, 'da-ky.json')];
    await writeFile(
      input,
      JSON.stringify({ digest: await hands.digest(), decision: 'approve', strikes: [] }),
    );
    const { surroundings, written } = collected({});
    const instance = await instanceOf(world.records);
    const options = { message: 'signOff', workflow: workflows.campaign, as: 'chairman', key, input, out };
    expect(await runSign({ ...options, passphraseFile, instance }, surroundings)).toBe(0);
    expect(written.errors).toContain('temporal workflow signal');
    await promisify(execFile)(inject('temporalCli'), [
      ...['workflow', 'signal', '--address', world.environment.address],
      ...['--workflow-id', workflows.campaign, '--name', 'signOff', '--input-file', out],
    ]);
    await expect
      .poll(
        async () => {
          const { signed: by, refusals } = await hands.state();
          return by?.person ?? refusals.at(-1);
        },
        { timeout: 20_000 },
      )
      .toBe(chairman.person);
    const rows = await auditRows(world.records, { act: 'signOff' });
    expect(rows.at(-1)).toMatchObject({ person: chairman.person, proof: { key: made.key } });
  });

  test('after all this each workflow does what is right', async () => {
    for (const name of ['reportCommendations', 'reportDifficulty', 'recordLaunchPlan'] as const)
      expect(await sendAs(name, holders.unit)).toMatchObject({ done: true });
    for (const name of ['pausePost', 'resumePost'] as const)
      expect(await sendAs(name, homeAffairs)).toMatchObject({ done: true });
    expect(await sendAs('revokeCertificate', homeAffairs)).toMatchObject({
      refusal: { code: 'certificate.unknown' },
    });
  });
});
