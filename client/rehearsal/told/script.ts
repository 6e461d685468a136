import { setContact } from '../../../activities/records/registry/units.js';
import { type Actor, messages } from '../../../workflows/api/messages.js';
import type { CampaignKey, Day, UnitCode } from '../../../workflows/plan/schema.js';
import { sendToCampaign, sendToMovement } from '../../officials/send.js';
import { type Act, act, at } from '../act.js';
import { drawn } from '../drawn.js';
import { hasOwnPlan, isLeader, type RehearsedUnit } from './invented.js';
import { unitOfficial } from '../../officials/unit-official.js';
import { homeAffairs, homeAffairsHead, type Players } from '../players.js';

/** The days of filing, of the year after the one rewarded. */
const filingDays = ['01-05', '01-10', '01-13', '01-17', '01-20', '01-24', '01-27', '02-02', '02-06', '02-08'];

/** Units with a story of their own file when it says so, or never. */
const stories: Partial<Record<CampaignKey, readonly UnitCode[]>> = {
  '2022': ['so-cong-thuong', 'hoi-nong-dan-thanh-pho', 'ubnd-phuong-an-hoa', 'ubnd-quan-o-mon', 'so-tu-phap'],
  '2023': ['so-ngoai-vu'],
};

/** Units that never file, beside the stories. */
const neverFiles = (campaign: CampaignKey, unit: RehearsedUnit): boolean =>
  (stories[campaign]?.includes(unit.code) ?? false) ||
  (!isLeader(campaign, unit) && drawn(`${campaign}/${unit.code}/nộp`, 100) < 8);

const endedDistricts: Record<UnitCode, UnitCode> = {
  'ubnd-huyen-co-do': 'ubnd-xa-co-do',
  'ubnd-huyen-phong-dien': 'ubnd-xa-phong-dien',
  'ubnd-huyen-thoi-lai': 'ubnd-xa-thoi-lai',
  'ubnd-huyen-vinh-thanh': 'ubnd-xa-vinh-thanh',
  'ubnd-quan-binh-thuy': 'ubnd-phuong-binh-thuy-2025',
  'ubnd-quan-cai-rang': 'ubnd-phuong-cai-rang',
  'ubnd-quan-ninh-kieu': 'ubnd-phuong-ninh-kieu',
  'ubnd-quan-o-mon': 'ubnd-phuong-o-mon',
  'ubnd-quan-thot-not': 'ubnd-phuong-thot-not-2025',
};

/** All the deeds, in their order. */
export function script(players: Players): Act[] {
  const acts = [
    ...filings(players, '2021'),
    ...filings(players, '2022'),
    ...filings(players, '2023'),
    ...filings(players, '2024'),
    ...filings(players, 'summary'),
    ...year2021(),
    ...year2022(),
    ...year2023(),
    ...year2024(),
    ...summary(),
    ...otherDeeds(),
  ];
  return acts.sort((one, other) => one.at - other.at);
}

/** Each unit files on a drawn day at nine; Home Affairs reviews at four in the afternoon. */
function filings(players: Players, campaign: CampaignKey): Act[] {
  const year = campaign === 'summary' ? 2026 : Number(campaign) + 1;
  const units = players
    .unitsOn(`${String(year - 1)}-12-31`)
    .filter((unit) => !neverFiles(campaign, unit))
    .map((unit) => unit.code);
  return filingDays.flatMap((monthDay, index) => {
    const day = `${String(year)}-${monthDay}`;
    const today = units.filter((unit) => drawn(`${campaign}/${unit}/ngày`, filingDays.length) === index);
    return [
      act(at(day, 9), 'unit', (them) => them.each(today, (unit) => them.file(campaign, unit))),
      act(at(day, 16), 'home-affairs', (them) => them.reviewAll(campaign, returnedInstead[campaign])),
    ];
  });
}

/** Dossiers that Home Affairs doesn't simply accept. */
const returnedInstead: Partial<Record<CampaignKey, UnitCode[]>> = { '2022': ['ubnd-quan-o-mon'] };

const decide = (campaign: CampaignKey, day: Day): Act[] => [
  act(at(day, 9), 'home-affairs', (them) => them.answerOpen(campaign)),
  act(at(day, 10), 'home-affairs', (them) => them.answerOpen(campaign)),
  act(at(day, 11), 'home-affairs', (them) => them.answerOpen(campaign)),
  act(at(day, 14), 'home-affairs', (them) => them.chooseWhereWaiting(campaign)),
];

const chairmanOf: Actor = { office: 'chairman', person: 'tran-viet-truong' };

const approve = (actor: Actor) => (state: { list: { digest: string } | null }) => ({
  actor,
  digest: state.list?.digest ?? '',
  decision: 'approve' as const,
  strikes: [],
});

/** 2021: the launch plan waived, a ranking corrected, a vertical bloc with none. */
function year2021(): Act[] {
  const campaign = '2021';
  return [
    act(at('2022-01-05', 10), 'home-affairs', async (them) => {
      const message = {
        actor: homeAffairsHead,
        kind: 'collective' as const,
        criterion: 'launchPlan',
        reason:
          'Kế hoạch 263 ban hành ngày 29/12/2021: năm 2021 chưa đơn vị nào có thể có kế hoạch phát động.',
      };
      them.tell(
        await sendToCampaign(them.services, campaign, messages.waiveCriterion, message, { id: 'waive/2021' }),
        'miễn tiêu chí 2021',
      );
    }),
    act(at('2022-02-11', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['communes'], {
        day: '2021-02-05',
        decision: '301/QĐ-UBND',
        period: 'previous',
        source: '2020',
      }),
    ),
    act(at('2022-02-14', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'districts', 'communes'], {
        day: '2022-02-14',
        decision: '402/QĐ-UBND',
        source: 'bản nháp 2021',
      }),
    ),
    act(at('2022-02-15', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'districts', 'communes'], {
        day: '2022-02-15',
        decision: '405/QĐ-UBND',
        edition: 'đính chính',
      }),
    ),
    ...decide(campaign, '2022-02-17'),
    act(at('2022-02-21', 9), 'home-affairs', (them) => them.forward(campaign)),
    act(at('2022-03-01', 9), 'board', (them) => them.appraise(campaign, '2022-03-01')),
    act(at('2022-03-10', 9), 'chairman', (them) => them.sign(campaign, 1, approve(chairmanOf))),
    act(at('2022-03-11', 9), 'home-affairs', (them) =>
      them.recordDecision(campaign, '712/QĐ-UBND', '2022-03-11'),
    ),
    act(at('2022-03-25', 9), 'home-affairs', (them) => them.holdCeremony(campaign, '2022-03-25')),
  ];
}

/** 2022: late, returned, withdrawn, replaced, extended; a tie; a list that the Board returns. */
function year2022(): Act[] {
  const campaign = '2022';
  return [
    act(at('2023-01-10', 10), 'unit', (them) => them.file(campaign, 'so-tu-phap')),
    act(at('2023-01-13', 10), 'unit', (them) => them.file(campaign, 'ubnd-quan-o-mon')),
    act(at('2023-01-20', 9, 30), 'unit', (them) => them.file(campaign, 'so-tu-phap', { version: 2 })),
    act(at('2023-01-27', 14), 'home-affairs', (them) =>
      them.giveBack(
        campaign,
        'ubnd-quan-o-mon',
        '2023-02-08',
        'Thiếu biên bản họp xét khen thưởng (IV.2.b).',
      ),
    ),
    act(at('2023-02-02', 10), 'unit', (them) => them.file(campaign, 'ubnd-quan-o-mon', { version: 2 })),
    act(at('2023-02-02', 17), 'home-affairs', (them) => them.reviewAll(campaign)),
    act(at('2023-01-13', 10), 'unit', (them) => them.file(campaign, 'hoi-nong-dan-thanh-pho')),
    act(at('2023-02-03', 9), 'unit', (them) => them.withdraw(campaign, 'hoi-nong-dan-thanh-pho')),
    act(at('2023-02-08', 10), 'home-affairs', async (them) => {
      const message = {
        actor: homeAffairsHead,
        scope: { of: 'unit' as const, unit: 'ubnd-phuong-an-hoa' },
        lastDay: '2023-02-15',
        reason: 'Trụ sở UBND phường mất điện nhiều ngày do sự cố; đơn vị đã có văn bản đề nghị.',
      };
      them.tell(
        await sendToCampaign(them.services, campaign, messages.grantExtension, message, {
          id: 'extend/2022',
        }),
        'gia hạn 2022',
      );
    }),
    act(at('2023-02-09', 15), 'home-affairs', (them) => them.reviewAll(campaign)),
    act(at('2023-02-10', 8, 30), 'unit', (them) => them.file(campaign, 'so-cong-thuong')),
    act(at('2023-02-14', 15), 'unit', (them) => them.file(campaign, 'ubnd-phuong-an-hoa')),
    act(at('2023-02-15', 9), 'home-affairs', (them) => them.reviewAll(campaign)),
    act(at('2023-02-16', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'vertical', 'districts', 'communes'], {
        day: '2023-02-16',
        decision: '388/QĐ-UBND',
      }),
    ),
    ...decide(campaign, '2023-02-17'),
    act(at('2023-02-20', 9), 'home-affairs', (them) => them.forward(campaign)),
    act(at('2023-02-27', 9), 'board', (them) =>
      them.appraise(campaign, '2023-02-27', 'Đề nghị xem lại lựa chọn cá nhân của khối sở, ban, ngành.'),
    ),
    act(at('2023-03-01', 9), 'home-affairs', (them) =>
      them.choose(
        campaign,
        'individual',
        'departments',
        1,
        'Chọn lại theo ý kiến của Ban Thi đua - Khen thưởng.',
      ),
    ),
    act(at('2023-03-01', 14), 'home-affairs', (them) =>
      them.forward(campaign, 'Đã chọn lại cá nhân khối sở, ban, ngành.'),
    ),
    act(at('2023-03-06', 9), 'board', (them) => them.appraise(campaign, '2023-03-06')),
    act(at('2023-03-10', 9), 'chairman', (them) => them.sign(campaign, 1, approve(chairmanOf))),
    act(at('2023-03-13', 9), 'home-affairs', (them) =>
      them.recordDecision(campaign, '655/QĐ-UBND', '2023-03-13'),
    ),
    act(at('2023-03-24', 9), 'home-affairs', (them) => them.holdCeremony(campaign, '2023-03-24')),
  ];
}

/** 2023: Tết before the cutoff, a ranking after both cutoffs, a first unit without a dossier, a list returned, a name struck. */
function year2023(): Act[] {
  const campaign = '2023';
  let shown = '';
  return [
    act(at('2024-01-03', 9), 'home-affairs', (them) =>
      them.answerOpen(campaign, {
        '2023/cutoff/last-day-not-working': {
          choices: ['extend:2024-02-15'],
          reason: 'Ngày 09/02/2024 là 30 tháng Chạp; nhận hồ sơ đến hết ngày làm việc đầu tiên sau Tết.',
        },
        '2023/forward-cutoff/last-day-not-working': {
          choices: ['keep'],
          reason: 'Giữ nguyên hạn trình theo kế hoạch.',
        },
      }),
    ),
    act(at('2024-02-28', 10), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'vertical', 'districts', 'communes'], {
        day: '2024-02-28',
        decision: '411/QĐ-UBND',
      }),
    ),
    ...decide(campaign, '2024-02-29'),
    act(at('2024-03-04', 9), 'home-affairs', (them) => them.forward(campaign)),
    act(at('2024-03-07', 9), 'board', (them) => them.appraise(campaign, '2024-03-07')),
    act(at('2024-03-11', 9), 'chairman', async (them) => {
      shown = (await them.state(campaign)).list?.digest ?? '';
      await them.sign(campaign, 1, (state) => ({
        actor: chairmanOf,
        digest: state.list?.digest ?? '',
        decision: 'return',
        reason: 'Đề nghị cân nhắc lại cá nhân của khối xã, phường, thị trấn.',
      }));
    }),
    act(at('2024-03-12', 9), 'home-affairs', (them) =>
      them.choose(campaign, 'individual', 'communes', 1, 'Chọn lại theo ý kiến của Chủ tịch UBND thành phố.'),
    ),
    act(at('2024-03-12', 14), 'home-affairs', (them) =>
      them.forward(campaign, 'Đã chọn lại cá nhân khối xã, phường, thị trấn.'),
    ),
    act(at('2024-03-14', 9), 'board', (them) => them.appraise(campaign, '2024-03-14')),
    act(at('2024-03-15', 9), 'chairman', (them) =>
      them.sign(campaign, 2, (state) => ({
        ...approve(chairmanOf)(state),
        digest: shown === '' ? (state.returned?.digest ?? '0'.repeat(64)) : shown,
      })),
    ),
    act(at('2024-03-18', 9), 'chairman', (them) =>
      them.sign(campaign, 3, (state) => ({
        ...approve(chairmanOf)(state),
        strikes: strikeLastIndividual(state.selection?.winners ?? []),
      })),
    ),
    act(at('2024-03-19', 9), 'home-affairs', (them) =>
      them.recordDecision(campaign, '598/QĐ-UBND', '2024-03-19'),
    ),
    act(at('2024-03-28', 9), 'home-affairs', (them) => them.holdCeremony(campaign, '2024-03-28')),
  ];
}

function strikeLastIndividual(winners: readonly { kind: string; bloc: string; nominee: string }[]) {
  const last = winners.filter((winner) => winner.kind === 'individual' && winner.bloc === 'districts').at(-1);
  return last === undefined
    ? []
    : [{ nominee: last.nominee, reason: 'Đang được xem xét đơn thư; chưa đủ cơ sở khen thưởng.' }];
}

/** 2024: a Sunday before the cutoff; the Chairman's post changes hands while the list waits, a deputy signs. */
function year2024(): Act[] {
  const campaign = '2024';
  return [
    act(at('2025-01-06', 9), 'home-affairs', (them) =>
      them.answerOpen(campaign, {
        '2024/cutoff/last-day-not-working': {
          choices: ['keep'],
          reason: 'Hồ sơ nộp trực tuyến; ngày 09/02/2025 là Chủ nhật không gây trở ngại.',
        },
      }),
    ),
    act(at('2025-02-11', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'vertical', 'districts', 'communes'], {
        day: '2025-02-11',
        decision: '287/QĐ-UBND',
      }),
    ),
    ...decide(campaign, '2025-02-12'),
    act(at('2025-02-14', 9), 'home-affairs', (them) => them.forward(campaign)),
    act(at('2025-02-18', 9), 'board', (them) => them.appraise(campaign, '2025-02-18')),
    act(at('2025-02-21', 9), 'chairman', (them) => them.sign(campaign, 1, approve(chairmanOf))),
    act(at('2025-02-24', 9), 'chairman', (them) =>
      them.sign(campaign, 2, approve({ office: 'chairman', person: 'ct-pho-chu-tich' })),
    ),
    act(at('2025-02-25', 9), 'home-affairs', (them) =>
      them.recordDecision(campaign, '319/QĐ-UBND', '2025-02-25'),
    ),
    act(at('2025-03-20', 9), 'home-affairs', (them) => them.holdCeremony(campaign, '2025-03-20')),
  ];
}

/** The summary: units that ended take part as Home Affairs says, a bloc that no longer lives among them. */
function summary(): Act[] {
  const campaign = 'summary';
  const districts = Object.entries(endedDistricts);
  return [
    act(at('2026-01-05', 10), 'home-affairs', (them) =>
      them.answerOpen(campaign, {
        'summary/participants': {
          choices: districts.map(([unit, filer]) => `${unit}>${filer}`),
          reason:
            'Chín quận, huyện hoạt động đến 30/06/2025; UBND phường, xã kế thừa địa bàn trung tâm lập hồ sơ.',
        },
      }),
    ),
    act(at('2026-01-20', 10), 'unit', (them) =>
      them.each(districts, ([unit, filer]) => them.file(campaign, unit, { filer })),
    ),
    act(at('2026-01-21', 16), 'home-affairs', (them) => them.reviewAll(campaign)),
    act(at('2026-02-11', 9), 'home-affairs', (them) =>
      them.publishRanking(campaign, ['departments', 'vertical', 'districts', 'communes'], {
        day: '2026-02-11',
        decision: '250/QĐ-UBND',
      }),
    ),
    ...decide(campaign, '2026-02-12'),
    act(at('2026-02-13', 14), 'home-affairs', (them) => them.chooseWhereWaiting(campaign)),
    act(at('2026-02-23', 9), 'home-affairs', (them) => them.forward(campaign)),
    act(at('2026-03-02', 9), 'board', (them) => them.appraise(campaign, '2026-03-02')),
    act(at('2026-03-10', 9), 'chairman', (them) =>
      them.sign(campaign, 1, approve({ office: 'chairman', person: 'ct-chu-tich-2025-10' })),
    ),
    act(at('2026-03-11', 9), 'home-affairs', (them) =>
      them.recordDecision(campaign, '466/QĐ-UBND', '2026-03-11'),
    ),
    act(at('2026-03-27', 9), 'home-affairs', (them) => them.holdCeremony(campaign, '2026-03-27')),
  ];
}

/** Launch plans, a mailbox that bounces, units' own commendations and difficulties, a certificate revoked. */
function otherDeeds(): Act[] {
  return [
    act(at('2021-12-29', 9), null, async (them) => {
      await setContact(them.services.records, {
        recipient: 'unit:ubnd-xa-dong-binh',
        address: 'bounce.ubnd-xa-dong-binh@cantho.example',
        name: 'UBND xã Đông Bình',
      });
    }),
    ...(['2022', '2023', '2024'] as const).map((campaign) =>
      act(at(`${campaign}-03-15`, 9), 'home-affairs', (them) => recordLaunchPlans(them, campaign)),
    ),
    act(at('2022-08-15', 9), 'unit', async (them) => {
      const unit = 'ubnd-xa-thanh-loc';
      const text = 'Thiết bị tại bộ phận một cửa xuống cấp, đề nghị hỗ trợ kinh phí thay thế.';
      const message = { actor: unitOfficial(unit), unit, text };
      them.tell(
        await sendToCampaign(them.services, '2022', messages.reportDifficulty, message, {
          id: 'difficulty/2022',
        }),
        'phản ánh vướng mắc',
      );
    }),
    act(at('2023-01-16', 9), 'unit', async (them) => {
      const unit = 'so-y-te';
      const message = { actor: unitOfficial(unit), unit, collectives: 4, individuals: 21 };
      them.tell(
        await sendToCampaign(them.services, '2022', messages.reportCommendations, message, {
          id: 'commendations/2022',
        }),
        'báo cáo giấy khen',
      );
    }),
    act(at('2024-06-10', 9), 'home-affairs', async (them) => {
      const message = {
        actor: homeAffairsHead,
        campaign: '2022',
        bloc: 'communes' as const,
        kind: 'individual' as const,
        seat: 'individual-1',
        decision: { number: '1203/QĐ-UBND', date: '2024-06-10' },
        reason: 'Phát hiện thành tích kê khai không đúng.',
      };
      them.tell(
        await sendToMovement(them.services, messages.revokeCertificate, message, { id: 'revoke/2022' }),
        'thu hồi bằng khen',
      );
    }),
  ];
}

async function recordLaunchPlans(them: Players, campaign: CampaignKey): Promise<void> {
  const plans = them
    .unitsOn(`${campaign}-12-31`)
    .filter((unit) => hasOwnPlan(campaign, unit))
    .map((unit, index) => ({
      unit: unit.code,
      document: { number: `${String(index + 1)}/KH`, date: `${campaign}-03-10` },
    }));
  const message = { actor: homeAffairs, plans };
  them.tell(
    await sendToCampaign(them.services, campaign, messages.recordLaunchPlan, message, {
      id: `launch-plans/${campaign}`,
    }),
    `ghi nhận kế hoạch phát động ${campaign}`,
  );
}
