import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { askForProofs } from '../../activities/records/registry/keys.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { runExport } from '../../client/cli/commands/export.js';
import { runAnnounce, runAppraise, runCeremony, runForward } from '../../client/cli/commands/lists.js';
import { runQuestionAnswer, runQuestionList, runQuestionShow } from '../../client/cli/commands/questions.js';
import { runRankingImport, runRankingShow } from '../../client/cli/commands/ranking.js';
import { runReport } from '../../client/cli/commands/report.js';
import { runReviewList } from '../../client/cli/commands/review-list.js';
import { runReview } from '../../client/cli/commands/review.js';
import { runRevoke } from '../../client/cli/commands/revoke.js';
import { runShortlist } from '../../client/cli/commands/shortlist.js';
import { runSignOff, runSignOffShow } from '../../client/cli/commands/sign-off.js';
import { runExtend, runShorten, runWaive } from '../../client/cli/commands/time.js';
import { runVerify } from '../../client/cli/commands/verify.js';
import type { Desktop } from '../../client/cli/consent.js';
import { fileDossier } from '../../client/officials/send.js';
import { dayOf } from '../../workflows/rules/days.js';
import { checkedByPython } from '../evidence/python.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
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
const decisionDate = '01/03/2024';
const ranking = { campaign, decisionNumber: '512/QĐ-UBND', decisionDate, yes: true };
const meeting = {
  campaign,
  meetingDate: '2024-03-01',
  participants: 'Trưởng ban; Sở Nội vụ',
  votes: '3/0/0',
};

/** One campaign from review to ceremony by the commands alone, each act signed with its person's key. */
describe('the commands of Home Affairs, the Board and the Chairman', () => {
  let world: World;
  let hands: CampaignHands;
  let commands: OfficialCommands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    commands = await OfficialCommands.open(world, [homeAffairs, homeAffairsHead, board, chairman]);
    hands = new CampaignHands(world, campaign);
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    for (const { code: unit } of await hands.units()) {
      const content = aDossier(campaign, unit);
      must(await fileDossier(world.services, { campaign, unit, actor: unitOfficial(unit), content }));
    }
  });
  afterAll(async () => {
    await world.stop();
    await commands.close();
  });

  const as = (person: { person: string }) => commands.as(person);
  const file = (name: string, text: string) => commands.file(name, text);
  const run: OfficialCommands['run'] = (...given) => commands.run(...given);
  const done: OfficialCommands['done'] = (...given) => commands.done(...given);

  describe('while dossiers are collected', () => {
    test('what waits is listed, and one dossier is given back and another accepted', async () => {
      const list = await done((it) => runReviewList({ campaign }, it));
      expect(list).toContain('Chờ xét: 9 hồ sơ');
      const act = { campaign, ...as(homeAffairs) };
      const back = { ...act, unit: 'xa-ba', decision: 'return', reason: 'Thiếu.', completeBy: '20/02/2024' };
      expect(await done((it) => runReview(back, it))).toContain('trả lại để hoàn thiện');
      const accepted = await done((it) =>
        runReview({ ...act, unit: 'Đơn vị so-y-te', decision: 'accept' }, it),
      );
      expect(accepted).toContain('Tiếp theo:');
    });

    test('nobody is asked where nobody can answer; a person who says no has done nothing', async () => {
      const all = { campaign, allWaiting: true, ...as(homeAffairs) };
      expect(await run((it) => runReview(all, it))).toMatchObject({ status: 2 });
      const { status, text } = await run((it) => runReview(all, it), ['k']);
      expect(status).toBe(2);
      expect(text).toContain('Chưa làm gì.');
    });

    test('all that wait are accepted at once, each named', async () => {
      const text = await done(
        (it) => runReview({ campaign, allWaiting: true, ...as(homeAffairs) }, it),
        ['có'],
      );
      expect(text).toContain('Đơn vị xa-mot (xa-mot): đã chấp nhận.');
      expect(text).toContain('Đã chấp nhận 7 hồ sơ.');
    });

    test('time is granted and taken back, a criterion waived', async () => {
      const act = { campaign, reason: 'Bão.', ...as(homeAffairs) };
      const extended = await done((it) =>
        runExtend({ ...act, scope: 'bloc:communes', lastDay: '22/02/2024' }, it),
      );
      expect(extended).toContain('đến hết ngày 22/02/2024');
      await done((it) => runShorten({ ...act, scope: 'bloc:communes', lastDay: '2024-02-20' }, it));
      const criterion = { ...act, kind: 'tập thể', criterion: 'c3' };
      const { status, text } = await run((it) => runWaive(criterion, it));
      expect(status, text).toBe(2);
      expect(text).toContain('Có thể chọn:');
    });

    test('the engine’s own question is shown with its options and answered by number', async () => {
      const question = 'cutoff/last-day-not-working';
      expect(await done((it) => runQuestionList({ campaign }, it))).toContain(question);
      const shown = await done((it) => runQuestionShow({ campaign, question }, it));
      expect(shown).toContain('Giữ nguyên thời hạn');
      expect(shown).toContain('thidua extend 2023 all');
      const answer = { campaign, question, choices: ['1'], reason: 'Giữ nguyên.', ...as(homeAffairs) };
      expect(await done((it) => runQuestionAnswer(answer, it))).toContain('Giữ nguyên thời hạn');
    });
  });

  describe('what is given wrongly', () => {
    const act = { campaign, reason: 'Vì thế.' };
    test.each<{ what: string; work: (it: Desktop) => Promise<number>; says: string; status?: number }>([
      {
        what: 'a campaign',
        work: (it) => runReviewList({ campaign: '2032' }, it),
        says: 'Gần nhất: đợt khen thưởng năm 2022',
      },
      {
        what: 'a unit',
        work: (it) => runReview({ ...act, unit: 'so y te', decision: 'accept', ...as(homeAffairs) }, it),
        says: 'Gần nhất: Đơn vị so-y-te (so-y-te)',
      },
      {
        what: 'a way to review',
        work: (it) => runReview({ ...act, unit: 'so-y-te', decision: 'acept', ...as(homeAffairs) }, it),
        says: 'Gần nhất: chấp nhận (accept)',
      },
      {
        what: 'a day',
        work: (it) =>
          runReview(
            { ...act, unit: 'so-y-te', decision: 'return', completeBy: '31/02/2024', ...as(homeAffairs) },
            it,
          ),
        says: '--complete-by: “31/02/2024” không phải một ngày',
      },
      {
        what: 'a scope',
        work: (it) => runExtend({ ...act, scope: 'xa-mot', lastDay: '2024-02-20', ...as(homeAffairs) }, it),
        says: 'unit:<đơn vị>, bloc:<khối> hoặc all',
      },
      {
        what: 'a bloc',
        work: (it) =>
          runExtend({ ...act, scope: 'bloc:comunes', lastDay: '2024-02-20', ...as(homeAffairs) }, it),
        says: '(communes)',
      },
      {
        what: 'a question',
        work: (it) => runQuestionShow({ campaign, question: 'x' }, it),
        says: 'Không có vướng mắc “x”',
      },
      {
        what: 'an office',
        work: (it) => runForward({ ...act, as: 'ong-a', ...as(homeAffairs) }, it),
        says: 'không phải chức trách',
      },
      {
        what: 'a unit as office',
        work: (it) => runForward({ ...act, as: 'unit:Sở Y tế', ...as(homeAffairs) }, it),
        says: 'không phải chức trách',
      },
      {
        what: 'votes',
        work: (it) => runAppraise({ ...meeting, decision: 'approve', votes: '3', ...as(board) }, it),
        says: 'Chưa có danh sách nào được trình',
        status: 3,
      },
      {
        what: 'a list too early',
        work: (it) => runForward({ ...act, ...as(homeAffairs) }, it),
        says: 'Chưa có danh sách để trình.',
        status: 3,
      },
      {
        what: 'an announcement too early',
        work: (it) => runAnnounce({ ...ranking, ...as(homeAffairs) }, it),
        says: 'chưa được ký duyệt',
        status: 3,
      },
      {
        what: 'another office',
        work: (it) =>
          runReview({ ...act, unit: 'so-y-te', decision: 'reject', as: 'board', ...as(board) }, it),
        says: 'người có thể làm việc này: Sở Nội vụ',
        status: 3,
      },
      {
        what: 'an office held by another',
        work: (it) => runExtend({ ...act, scope: 'all', lastDay: '2024-02-20', ...as(chairman) }, it),
        says: 'snv-cchc-1',
        status: 3,
      },
      {
        what: 'no server',
        work: (it) =>
          runQuestionList(
            { campaign },
            { ...it, environment: { ...it.environment, TEMPORAL_ADDRESS: '127.0.0.1:9' } },
          ),
        says: 'Không liên lạc được với máy chủ Temporal',
        status: 4,
      },
      {
        what: 'a campaign that has not begun',
        work: (it) => runQuestionList({ campaign: '2024' }, it),
        says: 'campaign/263/2024',
        status: 3,
      },
    ])('$what', async ({ work, says, status = 2 }) => {
      const ended = await run(work);
      expect(ended.text.replace(/\s+/g, ' ')).toContain(says);
      expect(ended.status).toBe(status);
    });
  });

  describe('once the time to file is over', () => {
    beforeAll(async () => {
      const content = aDossier(campaign, 'xa-ba', { edition: '2' });
      const actor = unitOfficial('xa-ba');
      must(await fileDossier(world.services, { campaign, unit: 'xa-ba', actor, content }));
      await done((it) => runReview({ campaign, allWaiting: true, yes: true, ...as(homeAffairs) }, it));
      await hands.walkTo('03-01T09:00:00');
      await setTrialClock(world.records, at('2024-03-01T09:00:00') - Date.now());
      await askForProofs(world.records);
    });

    test('nothing is done without a key', async () => {
      const { status, text } = await run((it) =>
        runForward({ campaign, yes: true, person: 'snv-cchc-1' }, it),
      );
      expect(status).toBe(2);
      expect(text).toContain('phải được ký');
    });

    test('every fault of a ranking is told at once by its cell, and nothing is recorded', async () => {
      const faulty = await file(
        'sai.csv',
        'Đơn vị;Thứ hạng;Điểm\nxa-mot;1;92,5\nxa-hia;2;\nso-y-te;3;\nxa-mot;2,5;\n;4;\n',
      );
      const { status, text } = await run((it) =>
        runRankingImport({ ...ranking, bloc: 'communes', file: faulty, ...as(homeAffairs) }, it),
      );
      expect(status).toBe(2);
      for (const fault of [
        'Ô C2: điểm “92,5” có dấu phẩy thập phân; viết 92.5.',
        'Ô A3: không có đơn vị “xa-hia”. Gần nhất: Đơn vị xa-ba (xa-ba), Đơn vị xa-hai (xa-hai).',
        'Ô A4: Đơn vị so-y-te (so-y-te) thuộc',
        'Ô A5: Đơn vị xa-mot (xa-mot) đã có ở dòng 2.',
        'Ô B5: thứ hạng “2,5” phải là một số nguyên',
        'Ô A6: thiếu đơn vị.',
      ])
        expect(text).toContain(fault);
      expect(await done((it) => runRankingShow({ campaign, json: true }, it))).toBe('[]\n');
    });

    test.each(['lon.csv', 'lon.xlsx'])('a ranking of 51 MB, %s, is not even read', async (name) => {
      const large = await file(name, '');
      await truncate(large, 51_000_000);
      const { status, text } = await run((it) =>
        runRankingImport({ ...ranking, bloc: 'communes', file: large, ...as(homeAffairs) }, it),
      );
      expect(status).toBe(2);
      expect(text).toContain('Tệp lớn hơn 50 MB');
    });

    test('ranks that leave a gap are told by their rows', async () => {
      const faulty = await file('ho.csv', 'mã,hạng\nxa-mot,1\nxa-hai,2\n\nxa-ba,9\n');
      const { status, text } = await run((it) =>
        runRankingImport({ ...ranking, bloc: 'communes', file: faulty, ...as(homeAffairs) }, it),
      );
      expect(status).toBe(2);
      expect(text).toContain('Dòng 5: hạng 9 không liên tục');
    });

    test('rankings are recorded from files, and what differs from before is shown', async () => {
      const rows = {
        departments: 'so-noi-vu,1\nso-y-te,2\nso-tu-phap,3',
        vertical: 'cong-an,1',
        districts: 'quan-mot,1',
        communes: 'Đơn vị xa-mot,1\nxa-hai,1\nxa-ba,3\nxa-moi,4',
      };
      for (const [bloc, lines] of Object.entries(rows)) {
        const from = await file(`${bloc}.csv`, `đơn vị,hạng\n${lines}\n`);
        const told = await done((it) =>
          runRankingImport({ ...ranking, bloc, file: from, ...as(homeAffairs) }, it),
        );
        expect(told).toContain('theo 512/QĐ-UBND ngày 01/03/2024');
      }
      const before = await file('truoc.csv', 'đơn vị,hạng\nxa-moi,1\nxa-ba,2\nxa-hai,3\nxa-mot,4\n');
      const previous = { ...ranking, bloc: 'communes', file: before, previous: true, ...as(homeAffairs) };
      await done((it) => runRankingImport(previous, it));
      const again = await file('lai.csv', 'đơn vị,hạng\nxa-mot,1\nxa-hai,1\nxa-moi,3\nxa-ba,4\n');
      const { text } = await run((it) =>
        runRankingImport({ ...ranking, yes: false, bloc: 'communes', file: again, ...as(homeAffairs) }, it),
      );
      expect(text).toMatch(/Khác với bảng ghi lúc .* ở 2 đơn vị/);
      expect(text).toMatch(/Đơn vị xa-ba +hạng 3 +hạng 4/);
      expect(await done((it) => runRankingShow({ campaign, bloc: 'communes' }, it))).toMatch(
        /1 +Đơn vị xa-hai/,
      );
    });

    test('questions are decided with their figures in view', async () => {
      const tie = 'communes/highest-rank/tie';
      const shown = await done((it) => runQuestionShow({ campaign, question: tie }, it));
      expect(shown).toMatch(/Đơn vị xa-hai +hạng 1, năm trước hạng 3/);
      const answer = { campaign, question: tie, reason: 'Theo biên bản họp.', ...as(homeAffairsHead) };
      const stale = await run((it) =>
        runQuestionAnswer({ ...answer, choices: ['1'], asked: '0'.repeat(64) }, it),
      );
      expect(stale.status).toBe(3);
      expect(await run((it) => runQuestionAnswer({ ...answer, choices: ['99'] }, it))).toMatchObject({
        status: 2,
      });
      expect(await done((it) => runQuestionAnswer({ ...answer, choices: ['xa-hai'] }, it))).toContain(
        'Tiếp theo:',
      );
      await answerTheRest();
    });

    /** Whatever else stands open: a seat is left vacant, a day is kept. */
    const answerTheRest = async (): Promise<void> => {
      const listed = await done((it) => runQuestionList({ campaign, json: true }, it));
      const open: unknown = JSON.parse(listed);
      for (const question of keysOf(open)) {
        const choices = question.includes('last-day') ? ['keep'] : ['vacant'];
        const answer = { campaign, question, choices, reason: 'Không tặng.', ...as(homeAffairs) };
        await done((it) => runQuestionAnswer(answer, it));
      }
    };
    const keysOf = (open: unknown): string[] =>
      Array.isArray(open) ? open.map((it: { key: string }) => it.key) : [];

    test('individuals are chosen from the proposed order', async () => {
      const of = { campaign, kind: 'cá nhân', bloc: 'communes' };
      const order = await done((it) => runShortlist({ ...of, nominees: [] }, it));
      expect(order).toContain(personOf('xa-hai'));
      const choice = { ...of, nominees: [personOf('xa-hai'), personOf('xa-mot')], reason: 'Tiêu biểu.' };
      expect(await done((it) => runShortlist({ ...choice, ...as(homeAffairs) }, it))).toContain(
        'Cán bộ xa-hai',
      );
      const wrong = { ...choice, nominees: ['xa-hau-cn'], ...as(homeAffairs) };
      expect((await run((it) => runShortlist(wrong, it))).text).toContain('Gần nhất');
      const others = {
        departments: ['so-y-te', 'so-tu-phap'],
        vertical: ['cong-an'],
        districts: ['quan-mot'],
      };
      for (const [bloc, units] of Object.entries(others)) {
        const more = {
          campaign,
          kind: 'individual',
          bloc,
          nominees: units.map(personOf),
          reason: 'Tiêu biểu.',
        };
        await done((it) => runShortlist({ ...more, ...as(homeAffairs) }, it));
      }
    });

    test('the list is shown, then forwarded, appraised and signed; each stale or too early act is refused', async () => {
      const forward = { campaign, ...as(homeAffairsHead) };
      const forwarded = await done((it) => runForward(forward, it), ['c']);
      expect(forwarded).toContain('Mã danh sách:');
      expect(forwarded).toContain('thẩm định danh sách');
      const early = await run((it) =>
        runSignOff({ campaign, decision: 'approve', yes: true, ...as(chairman) }, it),
      );
      expect(early.status).toBe(3);
      expect(early.text).toContain('đang ở bước thẩm định');
      const votes = await run((it) =>
        runAppraise({ ...meeting, decision: 'approve', votes: '3', ...as(board) }, it),
      );
      expect(votes.status).toBe(2);
      await done((it) => runAppraise({ ...meeting, decision: 'approve', yes: true, ...as(board) }, it));
      const stale = { campaign, decision: 'approve' as const, digest: 'a'.repeat(64), ...as(chairman) };
      const refused = await run((it) => runSignOff(stale, it));
      expect(refused.status).toBe(3);
      expect(refused.text).toContain('Danh sách đã thay đổi');
      const other = await run((it) =>
        runSignOff({ campaign, decision: 'approve', yes: true, as: 'chairman', ...as(homeAffairs) }, it),
      );
      expect(other.status).toBe(3);
      expect(other.text).toContain(chairman.person);
    });

    test('the Chairman sees the list as its digest binds it and strikes a name', async () => {
      const shown: unknown = JSON.parse(await done((it) => runSignOffShow({ campaign, json: true }, it)));
      expect(shown).toMatchObject({ isAppraised: true, campaign });
      const strike = [`${personOf('so-y-te')}=Đang bị xem xét kỷ luật`];
      const signed = await done(
        (it) => runSignOff({ campaign, decision: 'strike', strike, ...as(chairman) }, it),
        ['c'],
      );
      expect(signed).toContain('Đã ký duyệt danh sách');
      expect(signed).toContain('không duyệt 1 trường hợp');
    });

    test('the awards are announced, handed over and reported; each act of these days bears its proof', async () => {
      expect(await done((it) => runAnnounce({ ...ranking, ...as(homeAffairs) }, it))).toContain(
        'ngày tổ chức lễ',
      );
      const today = dayOf(at('2024-03-01T09:00:00'));
      const held = { campaign, date: today, place: 'Hội trường', ...as(homeAffairs) };
      expect(await done((it) => runCeremony(held, it))).toContain('Đã ghi lễ khen thưởng ngày 01/03/2024');
      const rows = await ledgerRows(world.records, { campaign });
      expect(rows.map((it) => it.nominee)).not.toContain(personOf('so-y-te'));
      expect(rows.find((it) => it.bloc === 'communes' && it.seat === 'highest-rank')?.unit).toBe('xa-hai');
      expect(await done((it) => runReport({ campaign, csv: true }, it))).toContain('ma_don_vi');
      const audit = await auditRows(world.records);
      for (const act of [
        'recordRanking',
        'answerQuestion',
        'forward',
        'appraise',
        'signOff',
        'recordDecision',
      ])
        expect(audit.filter((row) => row.act === act).at(-1)?.proof, act).toBeTruthy();
    });

    test('the whole of the records holds, and so does what is taken away of them', async () => {
      expect((await verifyRecords(world.records)).faults).toStrictEqual([]);
      expect(await done((it) => runVerify({}, it))).toContain('Mọi bảng đều đúng như lúc ghi');
      const target = join(commands.folder, 'xuat');
      await done((it) => runExport({ campaign, folder: target }, it));
      const { status, out } = checkedByPython(target);
      expect(out).toMatch(/Mọi thứ đều đúng: .* [1-9]\d* chữ ký của các việc/);
      expect(status).toBe(0);
    });

    test('a certificate that is not there is not revoked', async () => {
      const revoked = {
        ...ranking,
        bloc: 'communes',
        kind: 'collective',
        reason: 'Kê khai sai.',
        ...as(homeAffairs),
      };
      const { status, text } = await run((it) => runRevoke({ ...revoked, seat: 'highest' }, it));
      expect(status).toBe(2);
      expect(text).toContain('(highest-rank)');
    });
  });
});
