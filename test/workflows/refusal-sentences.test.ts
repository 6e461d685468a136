import { plan263 } from '../plan/plans.js';
import { describe, expect, test } from 'vitest';
import { refusalSentence } from '../../workflows/api/refusal-sentences.js';
import { Refusal } from '../../workflows/api/refusals.js';

const cutoff = Date.parse('2024-02-10T00:00:00.000+07:00');
const digest = 'a'.repeat(64);

/** One refusal of each code, and words of its sentence that an official needs. */
const table: Record<Refusal['code'], { refusal: Refusal; says: string[] }> = {
  'message.malformed': {
    refusal: { code: 'message.malformed', problems: ['reason: thiếu'] },
    says: ['reason: thiếu'],
  },
  'actor.wrong-office': {
    refusal: { code: 'actor.wrong-office', office: 'board' },
    says: ['Ban Thi đua - Khen thưởng'],
  },
  'actor.wrong-unit': { refusal: { code: 'actor.wrong-unit', unit: 'so-y-te' }, says: ['so-y-te'] },
  'actor.not-holder': {
    refusal: { code: 'actor.not-holder', office: 'chairman', person: 'ct-1', on: '2025-02-20' },
    says: ['20/02/2025', 'ct-1', 'Chủ tịch UBND thành phố'],
  },
  'actor.not-official': {
    refusal: { code: 'actor.not-official', unit: 'so-y-te', person: 'vt-1', on: '2025-02-20' },
    says: ['20/02/2025', 'vt-1', 'so-y-te', 'cán bộ đầu mối'],
  },
  'actor.is-nominee': { refusal: { code: 'actor.is-nominee', nominee: 'c1' }, says: ['c1', 'cấp phó'] },
  'actor.filed-it': { refusal: { code: 'actor.filed-it' }, says: ['người khác'] },
  'actor.forwarded-it': { refusal: { code: 'actor.forwarded-it' }, says: ['người khác'] },
  'proof.missing': { refusal: { code: 'proof.missing' }, says: ['chữ ký', 'ký'] },
  'proof.unknown-key': { refusal: { code: 'proof.unknown-key', key: digest }, says: ['chưa được đăng ký'] },
  'proof.revoked-key': {
    refusal: { code: 'proof.revoked-key', key: digest, revokedAt: cutoff },
    says: ['thu hồi', '10/02/2024'],
  },
  'proof.other-person': {
    refusal: { code: 'proof.other-person', key: digest, person: 'ct-1' },
    says: ['ct-1', 'khóa của mình'],
  },
  'proof.wrong-signature': {
    refusal: { code: 'proof.wrong-signature', key: digest },
    says: ['không khớp', digest.slice(0, 12)],
  },
  'proof.repeated': { refusal: { code: 'proof.repeated', id: 'ma-1' }, says: ['ma-1', 'đã được dùng'] },
  'proof.too-old': {
    refusal: { code: 'proof.too-old', signedAt: cutoff, now: cutoff + 11 * 60_000 },
    says: ['00:00 ngày 10/02/2024', '00:11', '10 phút'],
  },
  'proof.in-future': {
    refusal: { code: 'proof.in-future', signedAt: cutoff, now: cutoff - 60_000 },
    says: ['00:00 ngày 10/02/2024', 'đồng hồ'],
  },
  'proof.no-sign-in': { refusal: { code: 'proof.no-sign-in', key: digest }, says: ['cổng', 'đăng nhập'] },
  'proof.no-portal': { refusal: { code: 'proof.no-portal', key: digest }, says: ['của một người'] },
  'proof.old-sign-in': {
    refusal: { code: 'proof.old-sign-in', signedInAt: cutoff, now: cutoff + 11 * 60_000 },
    says: ['00:00 ngày 10/02/2024', '00:11', 'đăng nhập lại'],
  },
  'reminders.held': {
    refusal: { code: 'reminders.held', unit: 'so-y-te' },
    says: ['so-y-te', 'đã tạm dừng'],
  },
  'reminders.not-held': { refusal: { code: 'reminders.not-held', unit: null }, says: ['không bị tạm dừng'] },
  'stage.wrong': {
    refusal: { code: 'stage.wrong', stage: 'collect', message: 'signOff' },
    says: ['ký duyệt', 'nhận và xét hồ sơ'],
  },
  'workflow.closing': { refusal: { code: 'workflow.closing' }, says: ['đã kết thúc'] },
  'dossier.late': {
    refusal: { code: 'dossier.late', cutoff, receivedAt: cutoff },
    says: ['trước ngày 10/02/2024', 'lúc 00:00 ngày 10/02/2024', 'IV.1.a'],
  },
  'dossier.wrong-status': {
    refusal: { code: 'dossier.wrong-status', status: 'withdrawn', message: 'reviewDossier' },
    says: ['xét hồ sơ', 'đã rút'],
  },
  'dossier.frozen': { refusal: { code: 'dossier.frozen' }, says: ['lý do'] },
  'dossier.other-version': {
    refusal: { code: 'dossier.other-version', current: digest },
    says: [digest.slice(0, 12)],
  },
  'dossier.complete-by-past': {
    refusal: { code: 'dossier.complete-by-past', completeBy: '2024-02-01' },
    says: ['01/02/2024'],
  },
  'filing.unknown': { refusal: { code: 'filing.unknown', receipt: 'abc' }, says: ['abc'] },
  'filing.faulty': { refusal: { code: 'filing.faulty', problems: ['trùng mã'] }, says: ['trùng mã'] },
  'date.beyond-quarter': {
    refusal: { code: 'date.beyond-quarter', date: '2024-12-20', last: '2024-03-31' },
    says: ['20/12/2024', '31/03/2024', 'IV.1.b', 'lý do'],
  },
  'date.before-signature': {
    refusal: { code: 'date.before-signature', date: '2023-03-20', signed: '2024-03-18' },
    says: ['20/03/2023', '18/03/2024'],
  },
  'extension.not-shorter': {
    refusal: { code: 'extension.not-shorter', lastDay: '2024-02-08', earliest: '2024-02-09' },
    says: ['08/02/2024', '09/02/2024'],
  },
  'list.pending': { refusal: { code: 'list.pending', units: ['so-y-te'] }, says: ['so-y-te', 'đang chờ'] },
  'question.answered': {
    refusal: { code: 'question.answered', question: '2023/cutoff/last-day-not-working' },
    says: ['2023/cutoff/last-day-not-working', 'gia hạn'],
  },
  'question.other': {
    refusal: { code: 'question.other', question: '2023/communes/highest-rank/tie', current: 'a'.repeat(64) },
    says: ['2023/communes/highest-rank/tie', 'xem lại'],
  },
  'extension.not-later': {
    refusal: { code: 'extension.not-later', lastDay: '2024-02-08', cutoff },
    says: ['08/02/2024', 'trước ngày 10/02/2024'],
  },
  'extension.no-dossier': { refusal: { code: 'extension.no-dossier', scope: 'xa-cu' }, says: ['xa-cu'] },
  'ranking.unknown-unit': {
    refusal: { code: 'ranking.unknown-unit', rows: [{ row: 3, unit: 'la' }] },
    says: ['dòng 3 (la)'],
  },
  'ranking.repeated-unit': {
    refusal: { code: 'ranking.repeated-unit', rows: [{ row: 4, unit: 'xa' }] },
    says: ['dòng 4 (xa)'],
  },
  'ranking.shape': {
    refusal: { code: 'ranking.shape', bloc: 'communes', rows: [{ row: 5, rank: 9 }] },
    says: ['xã, phường, thị trấn', 'dòng 5 (hạng 9)'],
  },
  'ranking.no-previous': {
    refusal: { code: 'ranking.no-previous', campaign: 'summary' },
    says: ['năm trước'],
  },
  'list.frozen': {
    refusal: { code: 'list.frozen', message: 'recordRanking' },
    says: ['ghi kết quả xếp hạng', 'lý do'],
  },
  'question.unknown': {
    refusal: { code: 'question.unknown', question: 'q1', open: ['q2', 'q3'] },
    says: ['q1', 'q2, q3'],
  },
  'question.choice-not-offered': {
    refusal: { code: 'question.choice-not-offered', question: 'q', options: ['a', 'b'], choose: 1 },
    says: ['đúng 1', 'a, b'],
  },
  'shortlist.faulty': {
    refusal: { code: 'shortlist.faulty', faults: [{ path: '/shortlist', code: 'shortlist-over-quota' }] },
    says: ['vượt quá số lượng', '/shortlist'],
  },
  'criterion.unknown': {
    refusal: { code: 'criterion.unknown', criterion: 'x', known: ['ethics'] },
    says: ['x', 'ethics', 'III.1'],
  },
  'criterion.already-waived': {
    refusal: { code: 'criterion.already-waived', criterion: 'launchPlan' },
    says: ['launchPlan'],
  },
  'unit.unknown': { refusal: { code: 'unit.unknown', units: ['la', 'cu'] }, says: ['la, cu'] },
  'list.incomplete': { refusal: { code: 'list.incomplete', open: ['q1'] }, says: ['q1'] },
  'list.stale': {
    refusal: { code: 'list.stale', current: digest, shown: 'b'.repeat(64) },
    says: [digest.slice(0, 12), 'bbbbbbbbbbbb'],
  },
  'list.same-as-returned': { refusal: { code: 'list.same-as-returned' }, says: ['lý do'] },
  'strike.unknown': { refusal: { code: 'strike.unknown', nominees: ['c9'] }, says: ['c9'] },
  'date.in-future': {
    refusal: { code: 'date.in-future', date: '2024-03-02', today: '2024-03-01' },
    says: ['02/03/2024', '01/03/2024'],
  },
  'certificate.unknown': {
    refusal: { code: 'certificate.unknown', seat: 'individual-1' },
    says: ['individual-1'],
  },
  'certificate.already-revoked': {
    refusal: { code: 'certificate.already-revoked', seat: 'individual-1' },
    says: ['thu hồi'],
  },
  'amendment.fixed': {
    refusal: { code: 'amendment.fixed', places: ['period.from'] },
    says: ['period.from'],
  },
  'amendment.begun': {
    refusal: { code: 'amendment.begun', places: ['blocs.communes.seats'] },
    says: ['blocs.communes.seats', 'đã mở'],
  },
  'amendment.faulty': {
    refusal: { code: 'amendment.faulty', places: ['annual.totals'] },
    says: ['annual.totals', 'thidua plan check'],
  },
  'amendment.unchanged': { refusal: { code: 'amendment.unchanged' }, says: ['không có gì khác'] },
  'reward.no-law': { refusal: { code: 'reward.no-law', on: '2030-01-01' }, says: ['01/01/2030', 'III.4.a'] },
  'records.refused': { refusal: { code: 'records.refused', sqlstate: '22008' }, says: ['22008', 'từ chối'] },
  'engine.fault': {
    refusal: { code: 'engine.fault', error: 'RangeError' },
    says: ['RangeError', 'chưa được nhận'],
  },
};

describe('each refusal has its sentence', () => {
  test.each(Object.values(table))('$refusal.code', ({ refusal, says }) => {
    expect(Refusal.parse(refusal)).toStrictEqual(refusal);
    const sentence = refusalSentence(plan263, refusal);
    for (const words of says) expect(sentence).toContain(words);
    expect(sentence).toMatch(/^\p{Lu}.*\.$/su);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    // No code of the program's own stands where an official reads.
    expect(sentence).not.toContain(refusal.code);
  });
});

describe('where a fact is lacking', () => {
  test.each<{ refusal: Refusal; sentence: RegExp }>([
    { refusal: { code: 'message.malformed', problems: [] }, sentence: /không được nhận\.$/ },
    { refusal: { code: 'actor.wrong-unit', unit: '' }, sentence: /^Chưa ghi đơn vị/ },
    { refusal: { code: 'filing.unknown', receipt: '' }, sentence: /^Không tìm thấy hồ sơ đã tiếp nhận\.$/ },
    {
      refusal: { code: 'list.stale', current: null, shown: digest },
      sentence: /không phải danh sách đang trình/,
    },
    {
      refusal: { code: 'question.unknown', question: 'q', open: [] },
      sentence: /không có vướng mắc nào chờ/,
    },
    { refusal: { code: 'ranking.no-previous', campaign: '2021' }, sentence: /năm 2021/ },
    {
      refusal: { code: 'dossier.late', cutoff, receivedAt: cutoff + 1 },
      sentence: /00:00:00\.001 ngày 10\/02\/2024/,
    },
    {
      refusal: {
        code: 'dossier.late',
        cutoff: cutoff + 3_600_000,
        receivedAt: cutoff + 3_601_000 + 3_600_000,
      },
      sentence: /trước 01:00 ngày 10\/02\/2024.*lúc 02:00:01 ngày/,
    },
    { refusal: { code: 'stage.wrong', stage: 'x', message: 'y' }, sentence: /Không thể y lúc này.*bước x/ },
  ])('$refusal', ({ refusal, sentence }) => {
    expect(refusalSentence(plan263, refusal)).toMatch(sentence);
  });
});
