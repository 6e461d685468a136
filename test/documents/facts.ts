import { Facts } from '../../activities/documents/facts.js';
import { letterheadOf, legalBasesOn } from '../../activities/reference/letterheads.js';
import { plan263 } from '../plan/plans.js';

/** A certificate of somebody's of Sở Y tế. */
export const anAward = (over: Partial<Facts['awards'][number]> = {}): Facts['awards'][number] => ({
  bloc: 'departments',
  kind: 'individual',
  seat: 'individual-1',
  name: 'Nguyễn Thị Hoa',
  unitName: 'Sở Y tế',
  clause: 'III.3.a',
  explanation: 'Được lựa chọn.',
  money: 2_700_000,
  code: 'AAAA-BBBB-CCCC',
  ...over,
});

/** What documents of 2023 say, two certificates decided. */
export const facts = (over: Partial<Facts> = {}): Facts =>
  Facts.parse({
    plan: plan263,
    campaign: '2023',
    letterhead: letterheadOf(plan263),
    day: '2024-02-20',
    homeAffairs: { name: 'Lê Hoàng Nam', signsAs: 'GIÁM ĐỐC' },
    board: { name: 'Đặng Thị Kim Liên', signsAs: 'TRƯỞNG BAN' },
    awards: [anAward(), anAward({ kind: 'collective', seat: 'highest-rank', money: 5_400_000 })],
    vacancies: [],
    dossiers: [{ bloc: 'departments', filed: 3, accepted: 2 }],
    filings: [
      { daysBefore: 25, count: 2 },
      { daysBefore: 1, count: 5 },
      { daysBefore: -3, count: 1 },
    ],
    years: [
      { campaign: '2022', collectives: 5, individuals: 12 },
      { campaign: '2023', collectives: 1, individuals: 1 },
    ],
    decision: {
      number: '598/QĐ-UBND',
      date: '2024-03-09',
      signer: { name: 'Phan Thị Minh Hà', signsAs: 'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH' },
    },
    bases: legalBasesOn('2024-03-09'),
    rewardLaws: [],
    meeting: { date: '2024-03-01', participants: ['Đặng Thị Kim Liên'] },
    ceremony: { date: '2024-03-28', place: 'Hội trường UBND thành phố' },
    revocation: {
      award: anAward(),
      given: { number: '598/QĐ-UBND', date: '2024-03-09' },
      decision: {
        number: '1203/QĐ-UBND',
        date: '2024-06-05',
        signer: { name: 'Trần Việt Trường', signsAs: 'CHỦ TỊCH' },
      },
      reason: 'Kê khai không đúng.',
    },
    commendations: [],
    difficulties: [],
    ...over,
  });
