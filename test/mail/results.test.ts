import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLettersEffects } from '../../activities/letters/effects.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import type { Records } from '../../activities/records/database/open.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import { plan263 } from '../plan/plans.js';
import type { MailContent, Recipient } from '../../workflows/api/letters.js';
import { anEntry, anEntryOf, certify, chairman, homeAffairs, opened } from '../records/builders.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { answer, input, inputDigest, listDigest } from './lists.js';
import { announceBy, anOrderOf, forwardCutoff, from, openPost, type Post } from './setup.js';

const campaign = '2023';
let events = 0;
const at = Date.parse('2024-03-20T09:00:00+07:00');
let server: TestServer;
let records: Records;
let post: Post;

beforeAll(async () => {
  [server, post] = await Promise.all([startTestServer(), openPost()]);
  records = await server.openSeeded();
  const { record } = createRecordsEffects({ records });
  await keepSelection(records, { plan: '263', campaign, inputDigest, listDigest, input, answer, at });
  const units = input.dossiers.map((it) => it.unit);
  await record(anEntryOf(opened(units, at), { at }));
  const strikes = [{ nominee: 'c4', reason: 'Đang chờ xác minh đơn thư.' }];
  await record(
    anEntry({
      act: 'signOff',
      actor: chairman,
      at,
      facts: { digest: listDigest, decision: 'approve', strikes },
    }),
  );
  const written = await certify(records, anEntry({ actor: homeAffairs, at }), {
    digest: listDigest,
    input: inputDigest,
    struck: ['c4'],
    decision: { number: '1234/QĐ-UBND', date: '2024-03-20' },
    signedBy: 'Trần Việt Trường',
    signsAs: 'CHỦ TỊCH',
  });
  expect(written.refusal).toBeNull();
});
afterAll(async () => {
  await server.stop();
  await post.remove();
});

/** The text of the one mail that comes, folded to one line. */
async function told(content: MailContent, recipient: Recipient, portal?: string): Promise<string> {
  const { sendMails } = createLettersEffects({
    records,
    smtpUrl: post.url,
    from,
    ...(portal !== undefined && { portal }),
  });
  const order = anOrderOf(content, {
    at,
    recipients: [recipient],
    key: `campaign/263/2023/event-${++events}`,
  });
  expect(await sendMails(order)).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
  const text = (await post.received()).at(-1)?.mail.text ?? '';
  // Each clause that a mail names is one of the plan's.
  for (const [, clause = ''] of text.matchAll(/\(mục ([^)]+)\)/g))
    expect(clause).toMatch(/^[IVX]+\.\d+(\.[a-zđ])?$/);
  return text.replace(/\s+/g, ' ');
}

const result: Extract<MailContent, { code: 'result' }> = {
  code: 'result',
  campaign,
  digest: listDigest,
  input: inputDigest,
};

describe('what became of a dossier', () => {
  test('winners with seat, money, clause; another nominee not chosen', async () => {
    const text = await told(result, { unit: 'so-y-te' });
    expect(text).toContain('Quyết định khen thưởng: số 1234/QĐ-UBND ngày 20/03/2024');
    expect(text).toContain('Người ký: CHỦ TỊCH Trần Việt Trường');
    expect(text).toContain(
      '- Tập thể: Đơn vị so-y-te – đơn vị có thứ hạng cao nhất (mục III.3.a) Tiền thưởng: 5.400.000 đồng',
    );
    expect(text).toContain(
      '- Cá nhân: Nguyễn Văn An, Đơn vị so-y-te – cá nhân tiêu biểu, xuất sắc (mục III.3.a) Tiền thưởng: 2.700.000 đồng',
    );
    expect(text).toContain('- Cá nhân: Trần Thị Bình (mục III.3.a) Đủ tiêu chuẩn nhưng không được chọn');
    expect(text).toContain('khoản 2 Điều 58 Nghị định số 98/2023/NĐ-CP');
    expect(text).not.toContain('Phạm Thị Dung');
  });

  test.each([
    {
      unit: 'so-tu-phap',
      says: 'Lê Văn Cường (mục III.1.a) Lê Văn Cường chưa đạt tiêu chuẩn về phẩm chất đạo đức (III.1.a).',
    },
    {
      unit: 'so-tu-phap',
      says: 'Tập thể: Đơn vị so-tu-phap (mục III.3.a) Đủ tiêu chuẩn nhưng không phải đơn vị có thứ hạng cao nhất',
    },
    {
      unit: 'so-noi-vu',
      says: 'Phạm Thị Dung (mục III.2.b) Chủ tịch UBND thành phố không duyệt, vì: Đang chờ xác minh đơn thư.',
    },
    { unit: 'xa-mot', says: 'Theo quyết định của Sở Nội vụ, có nêu lý do.' },
    { unit: 'xa-hai', says: 'Đơn vị không nộp hồ sơ trong thời hạn (mục IV.1.a)' },
    { unit: 'xa-ba', says: 'Đơn vị đã rút hồ sơ (mục IV.1.a)' },
    { unit: 'cong-an', says: 'Đơn vị không có hồ sơ, tập thể hay cá nhân nào được xét' },
  ])('$unit: $says', async ({ unit, says }) => {
    expect(await told(result, { unit })).toContain(says);
  });

  test('each unit with a dossier hears, once', async () => {
    const { sendMails } = createLettersEffects({ records, smtpUrl: post.url, from });
    const order = anOrderOf(result, {
      at,
      key: 'campaign/263/2023/result',
      recipients: [{ dossiersOf: campaign }],
    });
    expect(await sendMails(order)).toStrictEqual({ sent: 6, refused: 0, uncertain: 0 });
  });
});

test('V.3: the press hears of the winners, not of those struck or refused', async () => {
  const text = await told(
    { code: 'press-bulletin', campaign, digest: listDigest, input: inputDigest },
    { unit: 'cong-an' },
  );
  expect(text).toContain('cho 2 tập thể và 1 cá nhân');
  expect(text).toContain('Nguyễn Văn An');
  expect(text).not.toMatch(/Phạm Thị Dung|Lê Văn Cường|đồng\b/);
  expect(text).toContain('(mục V.3)');
});

describe('the list', () => {
  test.each(['appraise-request', 'appraise-reminder', 'sign-request', 'sign-reminder'] as const)(
    '%s',
    async (code) => {
      const text = await told(
        { code, campaign, digest: listDigest, input: inputDigest, announceBy },
        { office: 'board' },
      );
      expect(text).toContain(`Mã danh sách: ${listDigest}`);
      expect(text).toContain(
        'Để trống: đơn vị có thứ hạng cao nhất (mục III.3.a) Khối chưa có kết quả xếp hạng.',
      );
      // Home Affairs, a unit of its own bloc, is marked.
      expect(text).toContain('Phạm Thị Dung, Đơn vị so-noi-vu – thuộc cơ quan tổng hợp hồ sơ');
    },
  );
});

describe('of two selections with one list, a letter tells of the one that was forwarded', () => {
  const newer = 'e'.repeat(64);
  const renamed = (text: string) => text.replaceAll('Trần Thị Bình', 'Người Khác');
  beforeAll(async () => {
    const [laterInput, laterAnswer] = [input, answer].map((it): unknown =>
      JSON.parse(renamed(JSON.stringify(it)).replaceAll('xếp hạng 1 của khối', 'xếp hạng khác')),
    );
    const later = { inputDigest: newer, input: laterInput, answer: laterAnswer, at: at + 1000 };
    await keepSelection(records, { plan: '263', campaign, listDigest, ...later });
  });

  test.each([
    { input: inputDigest, says: 'Trần Thị Bình', not: 'Người Khác' },
    { input: newer, says: 'Người Khác', not: 'Trần Thị Bình' },
  ])('$says', async ({ input: digest, says, not }) => {
    const texts = [
      await told({ ...result, input: digest }, { unit: 'so-y-te' }),
      await told(
        { code: 'shortlist-request', campaign, blocs: ['departments'], input: digest, cutoff: forwardCutoff },
        { office: 'home-affairs' },
      ),
    ];
    for (const text of texts) {
      expect(text).toContain(says);
      expect(text).not.toContain(not);
    }
  });

  test('the list of a request', async () => {
    const content = { code: 'sign-request', campaign, digest: listDigest, announceBy } as const;
    const office = { office: 'chairman' } as const;
    expect(await told({ ...content, input: inputDigest }, office)).toContain('Sở Y tế xếp hạng 1 của khối.');
    expect(await told({ ...content, input: newer }, office)).toContain('Sở Y tế xếp hạng khác.');
  });

  test('one that the records do not hold is told by its code alone', async () => {
    const content = { code: 'sign-request', campaign, digest: listDigest, announceBy } as const;
    const text = await told({ ...content, input: 'f'.repeat(64) }, { office: 'chairman' });
    expect(text).not.toContain('Sở Y tế xếp hạng');
    expect(text).toContain(`Mã danh sách: ${listDigest}`);
  });
});

describe('what no longer holds', () => {
  test.each([
    { by: 'review', says: 'vì kết quả xét hồ sơ đã thay đổi.' },
    { by: 'ranking', says: 'vì kết quả xếp hạng cải cách hành chính đã được ghi lại.' },
    { by: 'revocation', says: 'vì có Bằng khen đã bị thu hồi.' },
    { by: 'records', says: 'vì dữ liệu làm căn cứ lập danh sách đã thay đổi.' },
  ] as const)('a forwarded list, by $by', async ({ by, says }) => {
    const content = { code: 'list-superseded', campaign, digest: listDigest, by } as const;
    const text = await told({ ...content, reason: null }, { office: 'chairman' });
    expect(text).toContain(says);
    expect(text).toContain(`Mã danh sách: ${listDigest}`);
    expect(text).not.toContain('Lý do:');
    expect(await told({ ...content, reason: 'Thiếu biên bản.' }, { office: 'board' })).toContain(
      'Lý do: Thiếu biên bản.',
    );
  });

  test('answers and shortlists', async () => {
    const text = await told(
      {
        code: 'choices-dropped',
        campaign,
        questions: ['2023/communes/highest-rank/tie'],
        shortlists: [{ kind: 'individual', bloc: 'vertical' }],
      },
      { office: 'home-affairs' },
    );
    expect(text).toContain(
      'Quyết định không còn được tính: - Khối UBND xã, phường, thị trấn, đơn vị có thứ hạng cao nhất: nhiều đơn vị bằng nhau (mục III.3.a) Mã vướng mắc: 2023/communes/highest-rank/tie',
    );
    expect(text).toContain(
      'Lựa chọn không còn được tính: - Khối các cơ quan được tổ chức theo ngành dọc đóng trên địa bàn thành phố: lựa chọn cá nhân (mục III.3.a)',
    );
    expect(text).toContain('được hỏi lại trong thư riêng');
  });
});

describe('questions to Home Affairs', () => {
  test('a tie: why, what may be chosen, what else can be done', async () => {
    const questions = ['2023/communes/highest-rank/tie'];
    const content: MailContent = {
      code: 'question',
      campaign,
      questions,
      input: inputDigest,
      cutoff: forwardCutoff,
    };
    const text = await told(content, { office: 'home-affairs' });
    expect(text).toContain(
      'Khối UBND xã, phường, thị trấn, đơn vị có thứ hạng cao nhất: nhiều đơn vị bằng nhau',
    );
    expect(text).toContain('Xã Một và Xã Ba cùng hạng 1. (mục III.3.a)');
    expect(text).toContain('- Tặng Bằng khen cho Đơn vị xa-mot Mã phương án: award:xa-mot');
    expect(text).toContain('- Để trống, không tặng Mã phương án: vacant');
    expect(text).toContain('Ngoài việc quyết định, có thể: ghi lại kết quả xếp hạng');
  });

  test.each([
    {
      key: '2023/communes/greatest-leap/ineligible',
      says: ['chưa đủ điều kiện', 'gia hạn nộp hồ sơ cho đơn vị, hoặc trả hồ sơ để đơn vị hoàn thiện'],
    },
    {
      key: '2023/vertical/highest-rank/no-ranking',
      says: ['chưa có kết quả xếp hạng', 'ghi kết quả xếp hạng khi được công bố'],
    },
    { key: '2021/communes/greatest-leap/no-previous-ranking', says: ['chưa có kết quả xếp hạng năm trước'] },
    {
      key: 'summary/communes/predecessors/xa-moi',
      says: ['trước khi sáp nhập cho Đơn vị xa-moi', '(mục III.1.b)'],
    },
    {
      key: 'summary/departments/top-three/tie',
      says: ['03 đơn vị có thứ hạng cao nhất: nhiều đơn vị bằng nhau', '(mục III.3.b)'],
    },
  ])('$key', async ({ key, says }) => {
    const text = await told(
      { code: 'question', campaign, questions: [key], input: inputDigest, cutoff: forwardCutoff },
      { office: 'home-affairs' },
    );
    for (const words of says) expect(text).toContain(words);
    expect(text).toContain(`Mã vướng mắc: ${key}`);
  });

  test('a shortlist: the order proposed, and how many', async () => {
    const content: MailContent = {
      code: 'shortlist-request',
      campaign,
      blocs: ['departments'],
      input: inputDigest,
      cutoff: forwardCutoff,
    };
    const text = await told(content, { office: 'home-affairs' });
    expect(text).toContain(
      'chọn nhiều nhất 1 cá nhân theo thứ tự đề xuất: - Nguyễn Văn An, Đơn vị so-y-te Mã: c1 - Trần Thị Bình',
    );
  });
});

describe('IV.2: what to file', () => {
  test.each([
    { on: '2023-01-01', form: 'Theo Mẫu số 07 ban hành kèm theo Nghị định số 91/2017/NĐ-CP' },
    { on: '2024-01-01', form: 'nghị định này hết hiệu lực từ 01/01/2024' },
  ])('on $on', async ({ on, form }) => {
    const { sendMails } = createLettersEffects({ records, smtpUrl: post.url, from });
    const order = anOrderOf(
      { code: 'dossier-open', campaign, cutoff: announceBy },
      { at: Date.parse(`${on}T00:00:00+07:00`) },
    );
    await sendMails(order);
    const text = (await post.received()).at(-1)?.mail.text ?? '';
    for (const { clause } of plan263.dossier) expect(text).toContain(`(mục ${clause})`);
    expect(text).toContain(form);
    expect(text).toContain('Mã hồ sơ: dossier/263/2023/so-y-te');
  });
});

describe('the documents that a letter speaks of', () => {
  const address = 'https://cong.example/dot/2023/van-ban';

  test.each<{ content: MailContent; to: Recipient }>([
    { content: result, to: { unit: 'so-y-te' } },
    {
      content: { code: 'press-bulletin', campaign, digest: listDigest, input: inputDigest },
      to: { unit: 'cong-an' },
    },
  ])('$content.code leads to them, where the pages have an address', async ({ content, to }) => {
    expect(await told(content, to, 'https://cong.example')).toContain(address);
    expect(await told(content, to)).not.toContain('/van-ban');
  });
});
