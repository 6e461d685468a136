import type { MailContent } from '../../workflows/api/letters.js';
import { announceBy, cutoff, forwardCutoff } from './setup.js';

const digest = 'a'.repeat(64);
const input = 'b'.repeat(64);
const campaign = '2023';

/** One content of each code, and how its subject begins; null: it only tells. */
export const contents: Record<MailContent['code'], { content: MailContent; begins: string | null }> = {
  'launch-request': {
    content: { code: 'launch-request', campaign: '2024' },
    begins: '[Cần ban hành và gửi kế hoạch phát động trước 01/01/2025] ',
  },
  'launch-reminder': {
    content: { code: 'launch-reminder', campaign: '2024' },
    begins: '[Cần ban hành và gửi kế hoạch phát động trước 01/01/2025] ',
  },
  'dossier-open': {
    content: { code: 'dossier-open', campaign, cutoff },
    begins: '[Cần nộp hồ sơ trước 10/02/2024] ',
  },
  'dossier-reminder': {
    content: { code: 'dossier-reminder', campaign, cutoff, workingDays: 5 },
    begins: '[Cần nộp hồ sơ trước 10/02/2024] ',
  },
  'dossier-received': {
    content: {
      code: 'dossier-received',
      campaign,
      digest,
      receivedAt: cutoff - 1,
      cutoff,
      collectives: 1,
      individuals: 2,
    },
    begins: null,
  },
  'dossier-returned': {
    content: {
      code: 'dossier-returned',
      campaign,
      reason: 'Thiếu biên bản họp xét.',
      completeBy: '2024-02-20',
    },
    begins: '[Cần hoàn thiện hồ sơ chậm nhất 20/02/2024] ',
  },
  'dossier-accepted': { content: { code: 'dossier-accepted', campaign }, begins: null },
  'dossier-rejected': {
    content: { code: 'dossier-rejected', campaign, reason: 'Không đúng đối tượng.' },
    begins: null,
  },
  'dossier-withdrawn': { content: { code: 'dossier-withdrawn', campaign, cutoff }, begins: null },
  'dossier-lapsed': { content: { code: 'dossier-lapsed', campaign, cutoff }, begins: null },
  'dossier-extended': {
    content: { code: 'dossier-extended', campaign, cutoff: forwardCutoff, reason: 'Thiên tai.' },
    begins: '[Cần nộp hồ sơ trước 25/02/2024] ',
  },
  'dossier-shortened': {
    content: { code: 'dossier-shortened', campaign, cutoff: forwardCutoff, reason: 'Gõ nhầm năm.' },
    begins: '[Cần nộp hồ sơ trước 25/02/2024] ',
  },
  'dossier-restarted': {
    content: { code: 'dossier-restarted', campaign, units: ['so-y-te', 'xa-mot'] },
    begins: null,
  },
  'last-day-question': {
    content: {
      code: 'last-day-question',
      campaign,
      cutoff,
      lastDay: '2024-02-09',
      holiday: 'Tết Nguyên đán Giáp Thìn (30 tháng Chạp)',
      nextWorkingDay: '2024-02-15',
    },
    begins: '[Cần quyết định trước 10/02/2024] ',
  },
  'late-opening-question': {
    content: { code: 'late-opening-question', campaign, cutoff, announceBy, lastDay: '2024-03-15' },
    begins: '[Cần quyết định trước 01/04/2024] ',
  },
  'participants-question': {
    content: { code: 'participants-question', campaign: 'summary', candidates: ['quan-mot', 'xa-cu'] },
    begins: '[Cần quyết định trước 10/02/2026] ',
  },
  question: {
    content: {
      code: 'question',
      campaign,
      questions: ['2023/departments/highest-rank/tie', '2023/communes/greatest-leap/ineligible'],
      input,
      cutoff: forwardCutoff,
    },
    begins: '[Cần quyết định trước 25/02/2024] ',
  },
  'shortlist-request': {
    content: {
      code: 'shortlist-request',
      campaign,
      blocs: ['departments', 'communes'],
      input,
      cutoff: forwardCutoff,
    },
    begins: '[Cần lựa chọn trước 25/02/2024] ',
  },
  'forward-reminder': {
    content: {
      code: 'forward-reminder',
      campaign,
      cutoff: forwardCutoff,
      workingDays: 2,
      awaiting: ['question', 'ranking'],
    },
    begins: '[Cần trình danh sách trước 25/02/2024] ',
  },
  'appraise-request': {
    content: { code: 'appraise-request', campaign, digest, input, announceBy },
    begins: '[Cần thẩm định trước 01/04/2024] ',
  },
  'appraise-reminder': {
    content: { code: 'appraise-reminder', campaign, digest, input, announceBy },
    begins: '[Cần thẩm định trước 01/04/2024] ',
  },
  'list-returned': {
    content: { code: 'list-returned', campaign, by: 'board', reason: 'Thiếu biên bản.' },
    begins: '[Cần xem lại và trình lại trước 01/04/2024] ',
  },
  'list-superseded': {
    content: { code: 'list-superseded', campaign, digest, by: 'review', reason: 'Trả hồ sơ để bổ sung.' },
    begins: null,
  },
  'choices-dropped': {
    content: {
      code: 'choices-dropped',
      campaign,
      questions: ['2023/departments/highest-rank/tie'],
      shortlists: [{ kind: 'individual', bloc: 'communes' }],
    },
    begins: null,
  },
  'sign-request': {
    content: { code: 'sign-request', campaign, digest, input, announceBy },
    begins: '[Cần ký duyệt trước 01/04/2024] ',
  },
  'sign-reminder': {
    content: { code: 'sign-reminder', campaign, digest, input, announceBy },
    begins: '[Cần ký duyệt trước 01/04/2024] ',
  },
  'sign-refused': {
    content: {
      code: 'sign-refused',
      campaign,
      refusal: { code: 'list.stale', current: digest, shown: 'b'.repeat(64) },
    },
    begins: null,
  },
  signed: {
    content: { code: 'signed', campaign, digest, input, struck: 1 },
    begins: '[Cần ghi số, ngày quyết định trước 01/04/2024] ',
  },
  result: { content: { code: 'result', campaign, digest, input }, begins: null },
  'press-bulletin': { content: { code: 'press-bulletin', campaign, digest, input }, begins: null },
  'ceremony-reminder': {
    content: { code: 'ceremony-reminder', campaign, announceBy },
    begins: '[Cần tổ chức khen thưởng trước 01/04/2024] ',
  },
  'weekly-digest': {
    content: {
      code: 'weekly-digest',
      campaign,
      items: [{ what: 'question', count: 2 }],
      failing: [{ effect: 'record', since: cutoff, why: 'connect ECONNREFUSED 127.0.0.1:5432' }],
      undelivered: [
        {
          recipient: 'unit:xa-hai',
          address: 'xa-hai@cantho.example',
          count: 2,
          answer: '550 5.1.1 User unknown',
        },
        { recipient: 'office:board', address: '', count: 1, answer: null },
      ],
    },
    begins: null,
  },
  difficulty: {
    content: { code: 'difficulty', campaign, unit: 'so-y-te', text: 'Thiếu người.' },
    begins: null,
  },
  'certificate-revoked': {
    content: {
      code: 'certificate-revoked',
      campaign,
      unit: 'so-y-te',
      seat: 'individual-1',
      reason: 'Kê khai sai.',
    },
    begins: null,
  },
  'holidays-ending': {
    content: { code: 'holidays-ending', lastDay: '2026-12-31', needed: '2027-03-31' },
    begins: '[Cần bổ sung lịch nghỉ chậm nhất 31/12/2026] ',
  },
};
