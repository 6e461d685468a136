import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { setContact } from '../../activities/records/registry/units.js';
import { runDoctor } from '../../client/cli/commands/doctor.js';
import { runHolding } from '../../client/cli/commands/holding.js';
import { runLetters } from '../../client/cli/commands/letters.js';
import { runResend } from '../../client/cli/commands/letters-resend.js';
import { runPlanShow } from '../../client/cli/commands/plan-show.js';
import { runStatus } from '../../client/cli/commands/status.js';
import { messages } from '../../workflows/api/messages.js';
import { Plan } from '../../workflows/plan/schema.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { lettersDelivered } from '../environment/post.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { CampaignHands, must } from '../workflows/campaigns.js';
import { homeAffairs } from '../workflows/people.js';
import { OfficialCommands } from './official-commands.js';

const campaign = '2023';
const unit = 'xa-mot';
const Listed = z.array(z.looseObject({ key: z.string(), recipient: z.string(), state: z.string() }));
const Findings = z.object({
  findings: z.array(z.object({ part: z.string(), state: z.string(), text: z.string() })),
});
const Status = z.looseObject({
  lettersHeld: z.unknown(),
  campaigns: z.array(
    z.looseObject({ campaign: z.string(), remindersHeld: z.unknown(), unitsHeld: z.unknown() }),
  ),
});

/** A campaign that takes dossiers, of which one unit's mailbox refuses all that is sent to it. */
describe('the commands of operators', () => {
  let world: World;
  let hands: CampaignHands;
  let commands: OfficialCommands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    commands = await OfficialCommands.open(world, [homeAffairs]);
    await mailboxIs('bounce@can-tho.invalid');
    hands = new CampaignHands(world, campaign);
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    await lettersDelivered(world.records);
  });
  afterAll(async () => {
    await world.stop();
    await commands.close();
  });

  const mailboxIs = (address: string) =>
    setContact(world.records, { recipient: `unit:${unit}`, address, name: 'Đơn vị xa-mot' });
  const run: OfficialCommands['run'] = (...given) => commands.run(...given);
  const done: OfficialCommands['done'] = (...given) => commands.done(...given);
  const words = (text: string): string => text.replace(/\s+/g, ' ');
  const listed = async (options: Parameters<typeof runLetters>[0]) =>
    Listed.parse(JSON.parse(await done((it) => runLetters({ ...options, json: true }, it))));
  const lettersByDoctor = async () => {
    const { text } = await run((it) => runDoctor({ json: true }, it));
    return Findings.parse(JSON.parse(text)).findings.find(({ part }) => part === 'letters');
  };
  const status = async () => Status.parse(JSON.parse(await done((it) => runStatus({ json: true }, it))));
  const statusOf = async () => (await status()).campaigns.find((it) => it.campaign === campaign);

  describe('letters', () => {
    test('are listed, each with how it stands; those that did not come with what the server said', async () => {
      const all = await listed({});
      expect(all.length).toBe((await mailRows(world.records)).length);
      const lost = await listed({ undelivered: true });
      expect(new Set(lost.map(({ recipient }) => recipient))).toStrictEqual(new Set([`unit:${unit}`]));
      expect(all.filter(({ state }) => state !== 'sent')).toStrictEqual(lost);
      expect(await listed({ campaign, unit: 'Đơn vị xa-mot' })).toStrictEqual(lost);
      expect(await listed({ campaign: '2022' })).toStrictEqual([]);
      const told = words(await done((it) => runLetters({ undelivered: true }, it)));
      expect(told).toMatch(/15\/01\/2024|01\/01\/2024/);
      expect(told).toContain(`bị từ chối unit:${unit} <bounce@can-tho.invalid>:`);
      expect(told).toMatch(/trả lời: 550 .*User unknown.*\(đã thử 1 lần\)/);
      expect(told).toContain(`mã: ${lost[0]?.key ?? '?'}`);
      expect(told).toContain(`${String(lost.length)} thư.`);
    });

    test('of a campaign or unit that is not there are not “none”: the nearest right ones are named', async () => {
      const year = await run((it) => runLetters({ campaign: '2032' }, it));
      expect(year.status).toBe(2);
      expect(year.text).toContain('Gần nhất: đợt khen thưởng năm 2022');
      const named = await run((it) => runLetters({ unit: 'xa-mott' }, it));
      expect(named.status).toBe(2);
      expect(named.text).toContain('(xa-mot)');
    });

    test('that did not come are seen by doctor and status', async () => {
      const count = (await listed({ undelivered: true })).length;
      expect(await lettersByDoctor()).toMatchObject({
        state: 'warning',
        text: `${String(count)} thư không gửi được hoặc không rõ kết quả, 0 thư đang chờ gửi lại`,
      });
      expect(words(await done((it) => runStatus({}, it)))).toContain(
        'bounce@can-tho.invalid: bị từ chối (550 5.1.1 User unknown)',
      );
    });

    test('are sent anew once the mailbox is mended, each once, as a recorded act', async () => {
      const keys = (await listed({ undelivered: true })).map(({ key }) => key);
      const [first = ''] = keys;
      const reason = 'Đã sửa hộp thư.';
      const resend = (which: string[], more: { again?: boolean; json?: boolean } = {}) =>
        run((it) => runResend(which, { reason, by: 'van-hanh', ...more }, it));
      expect(await run((it) => runResend(keys, { reason: ' ' }, it))).toMatchObject({ status: 2 });
      const wrong = await resend([first, 'khong/co', 'cung-khong']);
      expect(wrong.status).toBe(2);
      expect(wrong.text).toContain('“khong/co”, “cung-khong”; chưa gửi gì');

      expect(await resend([first])).toStrictEqual({ status: 3, text: `${first}: bị từ chối\n` });
      await mailboxIs('xa-mot@can-tho.invalid');
      const sent = await resend(keys);
      expect(sent).toStrictEqual({ status: 0, text: keys.map((key) => `${key}: đã gửi\n`).join('') });
      const twice = await resend([first]);
      expect(twice.status).toBe(3);
      expect(twice.text).toContain('đã gửi rồi; muốn gửi thêm một lần nữa: --again');
      expect(await resend([first], { again: true })).toMatchObject({ status: 0 });
      expect(await done((it) => runLetters({ undelivered: true }, it))).toBe(
        'Không có thư nào chưa gửi được.\n',
      );
      expect(await lettersByDoctor()).toMatchObject({ state: 'ok' });
      const acts = await auditRows(world.records, { act: 'letter-resent' });
      expect(acts.map((it) => it.facts)).toMatchObject([
        { letter: first, state: 'refused', operator: 'van-hanh' },
        ...keys.map((letter) => ({ letter, state: 'sent' })),
        { letter: first, again: true },
      ]);
      expect(new Set(acts.map((it) => it.reason))).toStrictEqual(new Set([reason]));
    });
  });

  describe('what is held', () => {
    const reason = 'Bảo trì máy chủ thư.';
    const hold = (deed: 'pause' | 'resume', what: string, which?: string) =>
      run((it) => runHolding(deed, what, which, { reason, ...commands.as(homeAffairs) }, it));

    test('letters: what acts leave meanwhile is kept, and seen; it goes out when they are let go, once', async () => {
      expect(await hold('pause', 'letters')).toMatchObject({ status: 0 });
      const before = (await listed({})).length;
      const scope = { of: 'bloc', bloc: 'communes' } as const;
      const granting = { actor: homeAffairs, scope, lastDay: '2024-02-20', reason: 'Lũ.' };
      must(await hands.send(messages.grantExtension, granting));
      expect(await listed({})).toHaveLength(before);
      const told = words(await done((it) => runLetters({ undelivered: true }, it)));
      expect(told).toContain(`Việc gửi thư đang tạm dừng từ 09:00 ngày 15/01/2024: ${reason}`);
      expect(told).toContain('(4 lượt thư đang giữ lại)');
      const found = await lettersByDoctor();
      expect(found?.state).toBe('warning');
      expect(found?.text).toContain(reason);
      expect(words(await done((it) => runStatus({}, it)))).toContain('Tạm dừng gửi thư từ 09:00');
      expect((await status()).lettersHeld).toMatchObject({ reason });

      expect(await hold('resume', 'letters')).toMatchObject({ status: 0 });
      await lettersDelivered(world.records);
      const moved = (await mailRows(world.records)).filter(({ code }) => code === 'dossier-extended');
      const recipients = moved.map(({ recipient }) => recipient).sort();
      expect(recipients).toStrictEqual([...new Set(recipients)]);
      expect(recipients).toContain(`unit:${unit}`);
      expect((await status()).lettersHeld).toBeNull();
      expect(await lettersByDoctor()).toMatchObject({ state: 'ok' });
    });

    test('reminders of a campaign: seen in its status until they are let go', async () => {
      const held = await hold('pause', 'reminders', campaign);
      expect(held.text).toContain('đợt khen thưởng năm 2023: đã tạm dừng nhắc việc.');
      expect((await hold('pause', 'reminders')).status).toBe(3);
      expect((await statusOf())?.remindersHeld).toMatchObject({ reason });
      expect(words(await done((it) => runStatus({ campaign }, it)))).toContain(`Tạm dừng nhắc việc từ 09:00`);
      await hands.walkTo('01-31T09:00:00');
      const resumed = await hold('resume', 'reminders', campaign);
      expect(resumed.text).toContain('2 lần nhắc đã qua trong lúc tạm dừng và không được gửi bù');
      expect((await statusOf())?.remindersHeld).toBeNull();
    });

    test('reminders of one unit: seen in the status of each campaign that it files in', async () => {
      expect((await hold('pause', 'reminders', 'Đơn vị xa-mot')).text).toContain(
        'đã tạm dừng nhắc việc đối với Đơn vị xa-mot.',
      );
      expect(await statusOf()).toMatchObject({ remindersHeld: null, unitsHeld: [{ unit, reason }] });
      expect(words(await done((it) => runStatus({ campaign }, it)))).toContain(
        `Tạm dừng nhắc Đơn vị xa-mot từ 09:00`,
      );
      expect(await hold('resume', 'reminders', unit)).toMatchObject({ status: 0 });
      expect(await statusOf()).toMatchObject({ unitsHeld: [] });
    });

    test.each([
      { words: ['thư'], says: 'có thể chọn: letters (thư), reminders (nhắc việc)' },
      { words: ['letters', campaign], says: 'chỉ tạm dừng được toàn bộ' },
      { words: ['reminders', '2022'], says: 'Đợt khen thưởng năm 2022 không đang mở. Các đợt đang mở' },
      { words: ['reminders', 'xa-mott'], says: 'Gần nhất: Đơn vị xa-mot (xa-mot)' },
      { words: ['reminders', 'xa-cu'], says: 'Đơn vị xa-cu không có hồ sơ đang mở' },
    ])('wrongly named: $words', async ({ words: [what = '', which], says }) => {
      const refused = await hold('pause', what, which);
      expect(refused.status).toBe(2);
      expect(words(refused.text)).toContain(says);
    });
  });

  test('the plan is shown as the records keep it, and whole as JSON', async () => {
    const text = words(await done((it) => runPlanShow({}, it)));
    expect(text).toContain(`SHA-256 ${digestOf(plan263)}`);
    for (const said of [
      'Ban hành',
      'Giai đoạn 29/12/2021 – 31/12/2025 (mục II.3)',
      'Nộp hồ sơ trước ngày 10/02 năm sau',
      'Trình danh sách trước ngày 25/02 năm sau',
      'đợt khen thưởng năm 2023: 5 tập thể, 12 cá nhân',
      'hàng năm: 1 tập thể, thay đổi vượt bậc về thứ hạng',
    ])
      expect(text).toContain(said);
    const json: unknown = JSON.parse(await done((it) => runPlanShow({ json: true }, it)));
    const shown = z.object({ digest: z.string(), plan: Plan, amendments: z.array(z.unknown()) }).parse(json);
    expect(shown).toStrictEqual({ digest: digestOf(plan263), plan: plan263, amendments: [] });
    const unknown = await run((it) => runPlanShow({ plan: 'khong-co' }, it));
    expect(unknown.status).toBe(2);
  });
});
