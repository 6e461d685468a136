import { keepPlan } from '../../activities/records/registry/plans.js';
import { plan263 } from '../plan/plans.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { setContact } from '../../activities/records/registry/units.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import type { MailContent, MailOrder } from '../../workflows/api/letters.js';
import { anEntryOf } from '../records/builders.js';
import { MailHouse } from './house.js';
import { answer, inputDigest, listDigest } from './lists.js';
import { anOrderOf, type Post, type Received } from './setup.js';

const campaign = 'summary';
const at = Date.parse('2026-03-12T09:00:00+07:00');
const whileItStood = Date.parse('2025-06-30T16:00:00+07:00');
let house: MailHouse;
let post: Post;

/** `quan-mot` ended on 30/06/2025 and has no successor, `xa-cu` on 30/06/2022: `xa-moi` is its. */
beforeAll(async () => {
  house = await MailHouse.open();
  const { record } = createRecordsEffects({ records: house.records });
  const dossiers = [
    { unit: 'quan-mot', filer: 'so-y-te' },
    { unit: 'so-y-te', filer: 'so-y-te' },
    { unit: 'xa-cu', filer: 'xa-cu' },
  ];
  await record(anEntryOf({ type: 'dossiers-opened', dossiers, cutoff: at }, { campaign, at }));
  const own = [{ unit: 'quan-mot', filer: 'quan-mot' }];
  await record(anEntryOf({ type: 'dossiers-opened', dossiers: own, cutoff: at }, { campaign: '2023', at }));
  const nominee = { id: 't9', kind: 'collective', name: 'Tập thể t9' };
  const input = { dossiers: [{ unit: 'quan-mot', status: 'accepted', nominees: [nominee] }] };
  await keepSelection(house.records, { plan: '263', campaign, inputDigest, listDigest, input, answer, at });
});
afterEach(() => house.closeAll());
afterAll(() => house.close());

/** What an order brought, by the message's recipient code. */
async function sent(content: MailContent, over: Partial<MailOrder>): Promise<Map<string, Received>> {
  post = await house.post();
  const order = anOrderOf(content, { key: `event/${JSON.stringify([content, over])}`, at, ...over });
  await house.mailer(post.url).sendMails(order);
  const received = await post.received();
  const rows = await house.rowsOf(order);
  return new Map(
    rows.flatMap(({ recipient, messageId }) => {
      const found = received.find((it) => it.mail.messageId === messageId);
      return found === undefined ? [] : [[recipient, found]];
    }),
  );
}

const textOf = (received: Received | undefined): string => (received?.mail.text ?? '').replace(/\s+/g, ' ');
const forOther = /Thư này về (.*?)\. Đơn vị đó đã kết thúc hoạt động, nên thư được gửi đến (.*?) là/;

test('the result of a district that has ended goes to its filer, who has its own letter too', async () => {
  const letters = await sent(
    { code: 'result', campaign, digest: listDigest, input: inputDigest },
    { recipients: [{ dossiersOf: campaign }] },
  );
  expect([...letters].map(([code, { to }]) => [code, to])).toStrictEqual([
    ['unit:quan-mot', ['so-y-te@cantho.example']],
    ['unit:so-y-te', ['so-y-te@cantho.example']],
    ['unit:xa-cu', ['xa-moi@cantho.example']],
  ]);
  const district = textOf(letters.get('unit:quan-mot'));
  expect(letters.get('unit:quan-mot')?.mail.subject).toContain('Đơn vị quan-mot');
  expect(district).toContain('Kính gửi: Đơn vị so-y-te');
  expect(district).toContain('Tập thể: Đơn vị quan-mot');
  expect(forOther.exec(district)?.slice(1)).toStrictEqual(['Đơn vị quan-mot', 'Đơn vị so-y-te']);
  expect(forOther.exec(textOf(letters.get('unit:xa-cu')))?.slice(1)).toStrictEqual([
    'Đơn vị xa-cu',
    'Đơn vị xa-moi',
  ]);
  expect(textOf(letters.get('unit:so-y-te'))).not.toMatch(forOther);
  expect(letters.get('unit:so-y-te')?.mail.subject).toContain('Đơn vị so-y-te');
});

const revoked = (unit: string): MailContent => ({
  code: 'certificate-revoked',
  campaign: '2023',
  unit,
  seat: 'highest-rank',
  reason: 'Kê khai sai.',
});

test.each([
  { unit: 'quan-mot', to: 'so-y-te', why: 'who files for it' },
  { unit: 'xa-cu', to: 'xa-moi', why: 'its successor' },
])('a revoked certificate of $unit, which has ended: $why', async ({ unit, to }) => {
  const letters = await sent(revoked(unit), { recipients: [{ unit }] });
  const letter = letters.get(`unit:${unit}`);
  expect(letter?.to).toStrictEqual([`${to}@cantho.example`]);
  expect(forOther.exec(textOf(letter))?.slice(1)).toStrictEqual([`Đơn vị ${unit}`, `Đơn vị ${to}`]);
  expect(letter?.mail.subject).toContain(`Thu hồi Bằng khen, đợt khen thưởng năm 2023 – Đơn vị ${unit}`);
});

test('on its last day it gets them itself', async () => {
  const letters = await sent(revoked('quan-mot'), { recipients: [{ unit: 'quan-mot' }], at: whileItStood });
  expect(letters.get('unit:quan-mot')?.to).toStrictEqual(['quan-mot@cantho.example']);
  expect(textOf(letters.get('unit:quan-mot'))).not.toMatch(forOther);
});

test('with neither filer nor successor, or where these have no mailbox: its own', async () => {
  await keepPlan(house.records, { ...plan263, plan: '264' });
  const other = await sent(revoked('quan-mot'), { recipients: [{ unit: 'quan-mot' }], plan: '264' });
  expect(other.get('unit:quan-mot')?.to).toStrictEqual(['quan-mot@cantho.example']);
  await setContact(house.records, { recipient: 'unit:xa-moi', address: '', name: 'Đơn vị xa-moi' });
  const letters = await sent(revoked('xa-cu'), { recipients: [{ unit: 'xa-cu' }], key: 'event/no-mailbox' });
  expect(letters.get('unit:xa-cu')?.to).toStrictEqual(['xa-cu@cantho.example']);
});
