import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { dossierStandings } from '../../activities/records/reads/dossier-standings.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { askForProofs } from '../../activities/records/registry/keys.js';
import { runLedger } from '../../client/cli/commands/ledger.js';
import { runAnnounce, runAppraise, runCeremony, runForward } from '../../client/cli/commands/lists.js';
import { runQuestionAnswer, runQuestionList } from '../../client/cli/commands/questions.js';
import { runRankingImport, runRankingShow } from '../../client/cli/commands/ranking.js';
import { runReport } from '../../client/cli/commands/report.js';
import { runReview } from '../../client/cli/commands/review.js';
import { runRevoke } from '../../client/cli/commands/revoke.js';
import { runShortlist } from '../../client/cli/commands/shortlist.js';
import { runSignOff } from '../../client/cli/commands/sign-off.js';
import { runTasks } from '../../client/cli/commands/tasks.js';
import { runExtend, runShorten, runWaive } from '../../client/cli/commands/time.js';
import { runCommendations, runDifficulty } from '../../client/cli/commands/unit-reports.js';
import { runVerify } from '../../client/cli/commands/verify.js';
import { runWhy } from '../../client/cli/commands/why.js';
import { clockOf, movementOptions } from '../../client/engine/movement.js';
import { fileDossier } from '../../client/officials/send.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { foreignParts, type ForeignSheet, zipped } from '../setup/foreign.js';
import { CampaignHands, must } from '../workflows/campaigns.js';
import { at } from '../workflows/dossiers.js';
import {
  aDossier,
  board,
  chairman,
  homeAffairs,
  homeAffairsHead,
  personOf,
  unitOfficial,
} from '../workflows/people.js';
import { OfficialCommands } from './official-commands.js';

const campaign = '2023';
const day = '01/03/2024';
const tie = 'communes/highest-rank/tie';
const ranking = { campaign, bloc: 'communes', decisionNumber: '512/QĐ-UBND', decisionDate: day };
const meeting = { campaign, meetingDate: day, participants: 'Trưởng ban; Sở Nội vụ', yes: true };

const number = (value: number): { raw: string } => ({ raw: `<c><v>${value}</v></c>` });
const workbook = (rows: ForeignSheet['rows'], after?: string): Buffer =>
  zipped(foreignParts([{ name: 'Xếp hạng', rows, ...(after !== undefined && { after }) }]));
const Keyed = z.array(z.object({ key: z.string() }));
const head = ['Đơn vị', 'Thứ hạng', 'Điểm'];

/** A campaign that goes back twice before it is signed: from the Board, then from the Chairman. */
describe('what is given back, waived, granted and revoked, by the commands', () => {
  let world: World;
  let hands: CampaignHands;
  let commands: OfficialCommands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    commands = await OfficialCommands.open(world, [homeAffairs, homeAffairsHead, board, chairman]);
    hands = new CampaignHands(world, campaign);
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    hands.absent = ['xa-ba', 'so-tu-phap'];
    await hands.collect();
  });
  afterAll(async () => {
    await world.stop();
    await commands.close();
  });

  const as = (person: { person: string }) => commands.as(person);
  const run: OfficialCommands['run'] = (...given) => commands.run(...given);
  const done: OfficialCommands['done'] = (...given) => commands.done(...given);
  const words = (text: string): string => text.replace(/\s+/g, ' ');

  describe('while dossiers are collected', () => {
    test('what units report is gathered, the newest figures of each; a later report replaces the earlier', async () => {
      const of = (unit: string) => ({ campaign, unit, person: unitOfficial(unit).person });
      await done((it) => runCommendations({ ...of('so-y-te'), collectives: '1', individuals: '2' }, it));
      const document = { number: '12/QĐ-SYT', date: '05/01/2024' };
      const counts = { collectives: '3', individuals: '12' };
      await done((it) => runCommendations({ ...of('so-y-te'), ...counts, ...document }, it));
      await done((it) => runCommendations({ ...of('xa-mot'), collectives: '0', individuals: '4' }, it));
      await done((it) => runDifficulty({ ...of('xa-mot'), text: '=Thiếu máy quét, "hỏng"\nvà mực.' }, it));

      const report = words(await done((it) => runReport({ campaign }, it)));
      expect(report).toContain('Giấy khen do thủ trưởng đơn vị tặng (mục III.2.a): 2 đơn vị');
      expect(report).toMatch(/Đơn vị so-y-te .* 3 12 12\/QĐ-SYT ngày 05\/01\/2024/);
      expect(report).toMatch(/Đơn vị xa-mot .* 0 4 –/);
      expect(report).toContain('Cộng: 3 tập thể, 16 cá nhân');
      expect(report).toContain('- 15/01/2024 Đơn vị xa-mot: =Thiếu máy quét, "hỏng" và mực.');
      const parsed: unknown = JSON.parse(await done((it) => runReport({ campaign, json: true }, it)));
      expect(parsed).toMatchObject({
        campaign,
        commendations: [
          { unit: 'so-y-te', collectives: 3, individuals: 12 },
          { unit: 'xa-mot', collectives: 0, individuals: 4, document: null },
        ],
        difficulties: [{ unit: 'xa-mot', reportedAt: '2024-01-15T02:00:00.000Z' }],
      });
      expect(await done((it) => runReport({ campaign, csv: true }, it))).toContain(
        'vuong-mac,xa-mot,Đơn vị xa-mot,communes,,,,2024-01-15,"\'=Thiếu máy quét, ""hỏng""\nvà mực."\r\n',
      );
    });

    test('time granted to one unit is its time; taken back in part, it ends earlier, for this unit alone', async () => {
      const act = { campaign, scope: 'unit:xa-ba', ...as(homeAffairs) };
      const cutoffOf = async (unit: string) =>
        (await dossierStandings(world.records, { plan: '263', campaign, units: [unit] }))[0]?.cutoff;
      const before = await cutoffOf('so-tu-phap');
      const told = await done((it) => runExtend({ ...act, lastDay: '20/02/2024', reason: 'Lũ.' }, it));
      expect(told).toContain('Đã gia hạn cho Đơn vị xa-ba đến hết ngày 20/02/2024');
      expect(await cutoffOf('xa-ba')).toBe(at('2024-02-21T00:00:00'));
      await done((it) => runShorten({ ...act, lastDay: '16/02/2024', reason: 'Nước đã rút.' }, it));
      expect(await cutoffOf('xa-ba')).toBe(at('2024-02-17T00:00:00'));
      expect(await cutoffOf('so-tu-phap')).toBe(before);
      const granted = await auditRows(world.records, { act: 'grantExtension' });
      expect(granted.map(({ reason }) => reason)).toStrictEqual(['Lũ.']);

      await file('so-tu-phap', { unmet: 'launchPlan' });
      await hands.walkTo('02-15T09:00:00');
      await file('xa-ba');
    });

    /** Files and accepts a dossier; `unmet`: what its collective doesn't meet. */
    const file = async (unit: string, { unmet }: { unmet?: string } = {}): Promise<void> => {
      const content = aDossier(campaign, unit);
      const criteria = content.nominees[0]?.criteria;
      if (unmet !== undefined && criteria !== undefined) criteria[unmet] = false;
      must(await fileDossier(world.services, { campaign, unit, actor: unitOfficial(unit), content }));
      const accept = { campaign, unit, decision: 'accept', ...as(homeAffairsHead) };
      await done((it) => runReview(accept, it));
    };
  });

  describe('once the time to file is over', () => {
    beforeAll(async () => {
      await hands.walkTo('03-01T09:00:00');
      await hands.rank();
      await setTrialClock(world.records, at('2024-03-01T09:00:00') - Date.now());
      await askForProofs(world.records);
    });

    const importing = (name: string, bytes: Buffer, more: { yes?: boolean; json?: boolean } = {}) =>
      commands
        .file(name, bytes)
        .then((path) =>
          run((it) => runRankingImport({ ...ranking, file: path, ...more, ...as(homeAffairs) }, it)),
        );

    test('a spoiled workbook is refused whole, each fault by its sheet, row and cell', async () => {
      const rows = [
        head,
        ['xa-mot', number(1), { raw: '<c t="e"><v>#REF!</v></c>' }],
        ['xa-hai', { raw: '<c><f>B2+1</f></c>' }, null],
        ['xa-moi', number(3), number(90.5)],
      ];
      const merged = '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>';
      const cells = await importing('o-hong.xlsx', workbook(rows, merged), { yes: true });
      expect(cells.status).toBe(2);
      for (const fault of [
        'Trang “Xếp hạng”, ô C2: Ô báo lỗi #REF!',
        'Trang “Xếp hạng”, ô B3: Ô có công thức chưa được tính (=B2+1)',
        'Trang “Xếp hạng”: Các ô A3:A4 được gộp lại',
      ])
        expect(cells.text).toContain(fault);

      const values = [head, ['xa-mot', number(1)], ['xa-hia', number(2.5)], ['xa-moi', number(9)]];
      const wrong = await importing('gia-tri.xlsx', workbook(values), { yes: true });
      expect(wrong.status).toBe(2);
      for (const fault of [
        'Trang “Xếp hạng”, ô A3: không có đơn vị “xa-hia”',
        'Trang “Xếp hạng”, ô B3: thứ hạng “2.5” phải là một số nguyên',
      ])
        expect(wrong.text).toContain(fault);
      const gap = [head, ['xa-mot', number(1)], ['xa-moi', number(9)]];
      expect((await importing('ho.xlsx', workbook(gap), { yes: true })).text).toContain(
        'Trang “Xếp hạng”, dòng 3: hạng 9 không liên tục',
      );
      const none = await importing('rong.xlsx', workbook([['Tên đơn vị', 'Ghi chú']]), { yes: true });
      expect(none.text).toContain('Trang “Xếp hạng”, dòng 1: phải có cột “đơn vị”');
      const other = await importing('khac.xlsx', Buffer.from('đơn vị,hạng\nxa-mot,1\n'), { yes: true });
      expect(other.text).toContain('không phải là bảng tính .xlsx');
      const recorded = await auditRows(world.records, { act: 'recordRanking' });
      expect(recorded.filter(({ facts }) => JSON.stringify(facts).includes('"communes"'))).toHaveLength(2);
    });

    test('a good workbook: what differs from the ranking before is shown, then it counts', async () => {
      const rows = [
        head,
        ['Đơn vị xa-mot', number(1), number(92.51)],
        ['xa-hai', number(1), number(92.51)],
        ['xa-ba', number(3), number(90)],
        ['xa-moi', number(4), null],
      ];
      const asked = await importing('xep-hang.xlsx', workbook(rows));
      expect(asked.status).toBe(2);
      const shown = words(asked.text);
      expect(shown).toMatch(/Khác với bảng ghi lúc .* \(512\/QĐ-UBND\) ở \d đơn vị/);
      expect(shown).toMatch(/Đơn vị xa-hai hạng \d hạng 1 \(92,51\)/);
      expect((await importing('xep-hang.xlsx', workbook(rows), { yes: true })).status).toBe(0);
      const counts = await done((it) => runRankingShow({ campaign, bloc: 'communes' }, it));
      expect(words(counts)).toContain('1 Đơn vị xa-mot xa-mot 92,51');
      const same = await importing('xep-hang.xlsx', workbook(rows));
      expect(same.text).toContain('Không khác bảng ghi lúc');
    });

    test('a criterion waived with its reason makes eligible who did not meet it', async () => {
      const first = await commands.file('so.csv', 'đơn vị,hạng\nso-tu-phap,1\nso-y-te,2\nso-noi-vu,3\n');
      const departments = { ...ranking, bloc: 'departments', file: first, yes: true, ...as(homeAffairs) };
      await done((it) => runRankingImport(departments, it));
      const doubted = await done((it) => runQuestionList({ campaign }, it));
      expect(doubted).toContain('departments/highest-rank');
      const act = { campaign, kind: 'tập thể', criterion: 'launchPlan', ...as(homeAffairs) };
      const silent = await run((it) => runWaive({ ...act, reason: ' ' }, it));
      expect(silent.status).toBe(2);
      expect(silent.text).toContain('--reason');
      const told = await done((it) => runWaive({ ...act, reason: 'Chưa ban hành kịp.' }, it));
      expect(told).toContain('Đã miễn tiêu chuẩn “kế hoạch phát động phong trào thi đua” (mục III.1.a)');
      const settled = await done((it) => runQuestionList({ campaign }, it));
      expect(settled).not.toContain('departments/highest-rank');
      const [waived] = await auditRows(world.records, { act: 'waiveCriterion' });
      expect(waived).toMatchObject({ reason: 'Chưa ban hành kịp.', facts: { criterion: 'launchPlan' } });
      const why = await done((it) => runWhy({ of: 'so-tu-phap', campaign }, it));
      expect(words(why)).toContain('Chưa ban hành kịp.');
    });

    test('a question is answered with a reason that stands on the page for ever after', async () => {
      const answer = { campaign, question: tie, choices: ['xa-hai'], ...as(homeAffairsHead) };
      expect(await run((it) => runQuestionAnswer({ ...answer, reason: '' }, it))).toMatchObject({
        status: 2,
      });
      await done((it) => runQuestionAnswer({ ...answer, reason: 'Theo biên bản số 7.' }, it));
      const listed = Keyed.parse(
        JSON.parse(await done((it) => runQuestionList({ campaign, json: true }, it))),
      );
      for (const { key } of listed) {
        const choices = key.includes('last-day') ? ['keep'] : ['vacant'];
        await done((it) =>
          runQuestionAnswer({ ...answer, question: key, choices, reason: 'Không tặng.' }, it),
        );
      }
      for (const of of ['xa-hai', 'xa-mot'])
        expect(words(await done((it) => runWhy({ of, campaign }, it)))).toContain('Theo biên bản số 7.');
    });
  });

  describe('the list', () => {
    beforeAll(async () => {
      const chosen = {
        departments: ['so-y-te', 'so-tu-phap'],
        vertical: ['cong-an'],
        districts: ['quan-mot'],
        communes: ['xa-mot', 'xa-hai', 'xa-ba'],
      };
      for (const [bloc, units] of Object.entries(chosen)) {
        const choice = {
          campaign,
          kind: 'cá nhân',
          bloc,
          nominees: units.map(personOf),
          reason: 'Tiêu biểu.',
        };
        await done((it) => runShortlist({ ...choice, ...as(homeAffairs) }, it));
      }
    });
    const forward = (reason?: string) =>
      run((it) =>
        runForward(
          { campaign, yes: true, ...(reason !== undefined && { reason }), ...as(homeAffairsHead) },
          it,
        ),
      );
    const tasksOf = (office: string) => done((it) => runTasks({ as: office }, it));

    test('is returned by the Board with its reason, and not forwarded again as it was without one', async () => {
      expect(await forward()).toMatchObject({ status: 0 });
      expect(await tasksOf('board')).toContain('thidua appraise 2023');
      const back = { ...meeting, decision: 'trả lại', ...as(board) };
      const silent = await run((it) => runAppraise(back, it));
      expect(silent.status).toBe(2);
      expect(silent.text).toContain('--reason');
      const told = await done((it) => runAppraise({ ...back, reason: 'Rà soát lại Sở Tư pháp.' }, it));
      expect(told).toContain('trả lại danh sách cho Sở Nội vụ');
      expect(told).toMatch(/Tiếp theo:\n- chờ Sở Nội vụ/);
      const tasks = words(await tasksOf('home-affairs'));
      expect(tasks).toContain('trả lại ngày 01/03/2024: Rà soát lại Sở Tư pháp.');
      expect(tasks).toContain('thidua forward 2023 --reason LÝ-DO');
      const again = await forward();
      expect(again.status).toBe(3);
      expect(again.text).toContain('muốn trình lại phải nêu lý do');
    });

    test('is forwarded again with a reason, approved by the Board, and returned by the Chairman', async () => {
      expect(await forward('Đã rà soát, giữ nguyên.')).toMatchObject({ status: 0 });
      await done((it) => runAppraise({ ...meeting, votes: '3/0/0', decision: 'approve', ...as(board) }, it));
      const back = { campaign, decision: 'return' as const, yes: true, ...as(chairman) };
      expect((await run((it) => runSignOff(back, it))).status).toBe(2);
      const told = await done((it) => runSignOff({ ...back, reason: 'Làm rõ xã Hai.' }, it));
      expect(told).toContain('Đã trả lại danh sách, kèm lý do.');
      expect(told).toMatch(/Tiếp theo:\n- chờ Sở Nội vụ/);
      expect(words(await tasksOf('home-affairs'))).toContain('Làm rõ xã Hai.');
      expect((await run((it) => runSignOff({ ...back, reason: 'Lần nữa.' }, it))).status).toBe(3);
    });

    test('is forwarded a third time and approved; a name is struck', async () => {
      expect(await forward()).toMatchObject({ status: 3 });
      expect(await forward('Đã làm rõ.')).toMatchObject({ status: 0 });
      await done((it) => runAppraise({ ...meeting, decision: 'approve', ...as(board) }, it));
      const strike = { campaign, decision: 'strike' as const, yes: true, ...as(chairman) };
      expect((await run((it) => runSignOff(strike, it))).text).toContain('Thiếu --strike');
      const nobody = await run((it) => runSignOff({ ...strike, strike: ['xa-hau-tt=Vì thế.'] }, it));
      expect(nobody.status).toBe(2);
      expect(nobody.text).toContain('Gần nhất');
      const told = await done((it) => runSignOff({ ...strike, strike: ['xa-hai-tt=Đang bị kiểm tra.'] }, it));
      expect(words(told)).toContain('Không duyệt: Tập thể xa-hai – Đang bị kiểm tra.');
      await done((it) => runAnnounce({ ...ranking, ...as(homeAffairs) }, it));
      await done((it) => runCeremony({ campaign, date: day, place: 'Hội trường', ...as(homeAffairs) }, it));
      const rows = await ledgerRows(world.records, { campaign });
      expect(rows.map(({ unit, kind }) => [unit, kind])).toContainEqual(['so-tu-phap', 'collective']);
      expect(rows.map(({ nominee }) => nominee)).not.toContain('xa-hai-tt');
      const acts = (await auditRows(world.records)).filter((it) =>
        /^(forward|appraise|signOff)$/.test(it.act),
      );
      const accepted = acts.filter((it) => JSON.stringify(it.outcome).includes('"refusal":null'));
      expect(accepted.map(({ act, reason }) => [act, reason])).toStrictEqual([
        ['forward', null],
        ['appraise', 'Rà soát lại Sở Tư pháp.'],
        ['forward', 'Đã rà soát, giữ nguyên.'],
        ['appraise', null],
        ['signOff', 'Làm rõ xã Hai.'],
        ['forward', 'Đã làm rõ.'],
        ['appraise', null],
        ['signOff', null],
      ]);
    });

    test('the page tells of each return and of the name that was struck, and why', async () => {
      const why = words(await done((it) => runWhy({ of: 'xa-hai', campaign }, it)));
      for (const said of ['Rà soát lại Sở Tư pháp.', 'Làm rõ xã Hai.', 'Đang bị kiểm tra.', 'BỊ GẠCH TÊN'])
        expect(why).toContain(said);
    });
  });

  test('a certificate is revoked by a later decision, once: ledger, page and verification show it', async () => {
    const { records } = world;
    const options = movementOptions(plan263, await clockOf(records), await instanceOf(records), {
      started: [campaign],
    });
    await world.client.workflow.start('movement', { ...options, taskQueue: world.taskQueue });
    const of = { campaign, bloc: 'departments', kind: 'tập thể', seat: 'highest-rank' };
    const revoking = { ...of, decisionNumber: '99/QĐ-UBND', decisionDate: day, reason: 'Kê khai sai.' };
    expect((await run((it) => runRevoke({ ...revoking, ...as(homeAffairs) }, it), ['k'])).status).toBe(2);
    const told = words(await done((it) => runRevoke({ ...revoking, ...as(homeAffairs) }, it), ['c']));
    expect(told).toContain('Đã thu hồi Bằng khen của Tập thể so-tu-phap');
    expect(told).toContain('theo 99/QĐ-UBND ngày 01/03/2024');
    const twice = await run((it) => runRevoke({ ...revoking, yes: true, ...as(homeAffairs) }, it));
    expect(twice.status).toBe(3);

    const ledger = words(await done((it) => runLedger({ year: campaign }, it)));
    expect(ledger).toMatch(/thu hồi.*99\/QĐ-UBND/i);
    const entries: unknown = JSON.parse(await done((it) => runLedger({ year: campaign, json: true }, it)));
    expect(entries).toContainEqual(
      expect.objectContaining({
        unit: 'so-tu-phap',
        kind: 'collective',
        revoked: { number: '99/QĐ-UBND', date: '2024-03-01', reason: 'Kê khai sai.' },
      }),
    );
    const why = words(await done((it) => runWhy({ of: 'so-tu-phap', campaign }, it)));
    expect(why).toContain('BẰNG KHEN ĐÃ BỊ THU HỒI');
    expect(why).toContain('Kê khai sai.');
    expect(await done((it) => runVerify({}, it))).toContain('Mọi bảng đều đúng như lúc ghi');
  });
});
