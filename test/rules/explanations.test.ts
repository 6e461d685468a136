import { describe, expect, test } from 'vitest';
import { plan263 } from '../plan/plans.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { select } from '../../workflows/rules/selection/select.js';
import {
  annual,
  answerTo,
  certificate,
  collective,
  decision,
  dossier,
  individual,
  personCertificate,
  ranked,
  summary,
  unit,
} from './selection-builders.js';

/** The sentence of each seat, question and refused nominee. */
function said(input: unknown): Record<string, string> {
  const { winners, vacancies, questions, refusals } = answerTo(input);
  return Object.fromEntries<string>([
    ...[...winners, ...vacancies].map((it) => [`${it.bloc}/${it.kind}/${it.seat}`, it.explanation] as const),
    ...questions.map((it) => [it.key, it.explanation] as const),
    ...refusals.map((it) => [it.nominee, it.explanation] as const),
  ]);
}

const codes = ['a', 'b', 'c'];
const filed = codes.map((it) => dossier(it, [collective(`n-${it}`)]));
const year = (current: Record<string, number>, previous: Record<string, number>, over: object = {}) =>
  annual({
    units: codes.map((it) => unit(it)),
    dossiers: filed,
    rankings: { current: ranked(current), previous: ranked(previous) },
    ...over,
  });
const three = { a: 1, b: 2, c: 3 };
const tied = { a: 1, b: 1, c: 3 };
const best = '2023/communes/highest-rank';
const leap = '2023/communes/greatest-leap';
const first = 'communes/collective/highest-rank';
const second = 'communes/collective/greatest-leap';

describe('III.3.a: what is said of the collectives', () => {
  test.each<{ name: string; input: object; expected: Record<string, string> }>([
    {
      name: 'both seats won',
      input: year(three, { b: 9 }),
      expected: {
        [first]:
          'Đơn vị a xếp hạng 1, cao nhất khối UBND xã, phường, thị trấn về kết quả CCHC năm 2023 và đủ tiêu chuẩn (mục III.3.a).',
        [second]:
          'Đơn vị b tăng 7 bậc, từ hạng 9 lên hạng 2, thay đổi vượt bậc nhất về thứ hạng CCHC năm 2023 của khối UBND xã, phường, thị trấn, và đủ tiêu chuẩn (mục III.3.a).',
      },
    },
    {
      name: 'a tie of ranks',
      input: year(tied, {}),
      expected: {
        [`${best}/tie`]:
          'Đơn vị a, Đơn vị b cùng xếp hạng 1, cao nhất khối UBND xã, phường, thị trấn về kết quả CCHC năm 2023, trong khi chỉ tặng Bằng khen cho 01 đơn vị (mục III.3.a).',
      },
    },
    {
      name: 'awarded by rank, and vacant by decision',
      input: year(tied, {}, { decisions: [decision(`${best}/tie`, 'award:b')] }),
      expected: {
        [first]:
          'Đơn vị b (xếp hạng 1 về kết quả CCHC năm 2023) được chọn theo quyết định của Sở Nội vụ đối với vướng mắc phát sinh (mục III.3.a). Lý do: Theo biên bản họp.',
      },
    },
    {
      name: 'vacant by decision',
      input: year(tied, {}, { decisions: [decision(`${best}/tie`, 'vacant')] }),
      expected: {
        [first]:
          'Sở Nội vụ quyết định không tặng Bằng khen năm 2023 cho đơn vị đạt thứ hạng cao nhất của khối UBND xã, phường, thị trấn (mục III.3.a). Lý do: Theo biên bản họp.',
      },
    },
    {
      name: 'a tie of leaps',
      input: year(three, { b: 4, c: 5 }),
      expected: {
        [`${leap}/tie`]:
          'Đơn vị b, Đơn vị c cùng tăng 2 bậc, nhiều nhất khối UBND xã, phường, thị trấn về kết quả CCHC năm 2023, trong khi chỉ tặng Bằng khen cho 01 đơn vị (mục III.3.a).',
      },
    },
    {
      name: 'awarded by leap',
      input: year(three, { b: 4, c: 5 }, { decisions: [decision(`${leap}/tie`, 'award:c')] }),
      expected: {
        [second]:
          'Đơn vị c (tăng 2 bậc, từ hạng 5 lên hạng 3 về kết quả CCHC năm 2023) được chọn theo quyết định của Sở Nội vụ đối với vướng mắc phát sinh (mục III.3.a). Lý do: Theo biên bản họp.',
      },
    },
    {
      name: 'a leap left vacant',
      input: year(three, { b: 4, c: 5 }, { decisions: [decision(`${leap}/tie`, 'vacant')] }),
      expected: {
        [second]:
          'Sở Nội vụ quyết định không tặng Bằng khen năm 2023 cho đơn vị có sự thay đổi vượt bậc về thứ hạng của khối UBND xã, phường, thị trấn (mục III.3.a). Lý do: Theo biên bản họp.',
      },
    },
    {
      name: 'nobody rose',
      input: year(three, { a: 9 }),
      expected: {
        [second]:
          'Năm 2023 không có đơn vị nào khác của khối UBND xã, phường, thị trấn tăng hạng so với năm 2022 (mục III.3.a).',
      },
    },
    {
      name: 'no ranking',
      input: year({}, {}),
      expected: {
        [`${best}/no-ranking`]:
          'Chưa có kết quả xếp hạng CCHC năm 2023 của khối UBND xã, phường, thị trấn để chọn đơn vị đạt thứ hạng cao nhất (mục III.3.a). Có thể chờ kết quả xếp hạng, hoặc quyết định không tặng.',
      },
    },
    {
      name: 'no ranking, so no leap',
      input: year({}, {}, { decisions: [decision(`${best}/no-ranking`, 'vacant')] }),
      expected: {
        [second]:
          'Không có kết quả xếp hạng CCHC năm 2023 của khối UBND xã, phường, thị trấn nên không xác định được đơn vị có sự thay đổi vượt bậc về thứ hạng (mục III.3.a).',
      },
    },
    {
      name: 'no ranking of last year',
      input: year(three, {}),
      expected: {
        [`${leap}/no-previous-ranking`]:
          'Chưa có kết quả xếp hạng CCHC năm 2022 của khối UBND xã, phường, thị trấn để so với năm 2023 (mục III.3.a). Có thể bổ sung kết quả xếp hạng năm trước, hoặc quyết định không tặng.',
      },
    },
    {
      name: 'the first has no collective nominee',
      input: year(three, {}, { dossiers: filed.slice(1) }),
      expected: {
        [`${best}/ineligible`]:
          'Đơn vị a xếp hạng 1, cao nhất khối UBND xã, phường, thị trấn năm 2023, nhưng không có đề cử tập thể (mục III.3.a). Có thể gia hạn, đề nghị đơn vị hoàn thiện hồ sơ, chọn đơn vị kế tiếp hoặc không tặng.',
      },
    },
    {
      name: 'the first’s dossier was returned',
      input: year(
        three,
        {},
        { dossiers: [dossier('a', [collective('n-a')], 'returned'), ...filed.slice(1)] },
      ),
      expected: {
        [`${best}/ineligible`]:
          'Đơn vị a xếp hạng 1, cao nhất khối UBND xã, phường, thị trấn năm 2023, nhưng hồ sơ chưa được chấp nhận (mục III.3.a). Có thể gia hạn, đề nghị đơn vị hoàn thiện hồ sơ, chọn đơn vị kế tiếp hoặc không tặng.',
        'n-a':
          'Đơn vị a không được xét tặng Bằng khen năm 2023: hồ sơ đã trả lại để hoàn thiện và chưa nộp lại (mục IV.2).',
      },
    },
    {
      name: 'the first misses a criterion',
      input: year(
        three,
        {},
        {
          dossiers: [dossier('a', [collective('n-a', 'annual', ['initiatives'])]), ...filed.slice(1)],
        },
      ),
      expected: {
        [`${best}/ineligible`]:
          'Đơn vị a xếp hạng 1, cao nhất khối UBND xã, phường, thị trấn năm 2023, nhưng chưa đạt đủ tiêu chuẩn (mục III.3.a). Có thể gia hạn, đề nghị đơn vị hoàn thiện hồ sơ, chọn đơn vị kế tiếp hoặc không tặng.',
        'n-a':
          'Đơn vị a không được xét tặng Bằng khen năm 2023: chưa đạt tiêu chuẩn sáng kiến, giải pháp cải cách hành chính (mục III.1.a).',
      },
    },
    {
      name: 'who leapt most has no collective nominee',
      input: year(three, { b: 9 }, { dossiers: filed.slice(0, 1) }),
      expected: {
        [`${leap}/ineligible`]:
          'Đơn vị b tăng 7 bậc, nhiều nhất khối UBND xã, phường, thị trấn năm 2023, nhưng không có đề cử tập thể (mục III.3.a). Có thể gia hạn, đề nghị đơn vị hoàn thiện hồ sơ, chọn đơn vị kế tiếp hoặc không tặng.',
      },
    },
  ])('$name', ({ input, expected }) => {
    expect(said(input)).toMatchObject(expected);
  });
});

describe('III.3.a: what is said of individuals', () => {
  const people = [dossier('a', [individual('x'), individual('y')]), dossier('c', [individual('z')])];

  test('chosen by a list, and a seat left', () => {
    const shortlist = { individuals: { communes: ['z', 'y'] } };
    expect(said(year({ a: 1, b: 2 }, {}, { dossiers: people, shortlist }))).toMatchObject({
      'communes/individual/individual-1':
        'Ông/Bà y (Đơn vị a, xếp hạng 1) đủ tiêu chuẩn và được Sở Nội vụ lựa chọn trong số 3 cá nhân đủ tiêu chuẩn của khối UBND xã, phường, thị trấn (mục III.3.a).',
      'communes/individual/individual-2':
        'Ông/Bà z (Đơn vị c, chưa được xếp hạng) đủ tiêu chuẩn và được Sở Nội vụ lựa chọn trong số 3 cá nhân đủ tiêu chuẩn của khối UBND xã, phường, thị trấn (mục III.3.a).',
      'communes/individual/individual-3':
        'Sở Nội vụ lựa chọn 2 cá nhân trong số 3 cá nhân đủ tiêu chuẩn của khối UBND xã, phường, thị trấn, ít hơn 3 Bằng khen được tặng; không có đề cử cho suất này (mục III.3.a).',
    });
  });

  test('nobody eligible; another nomination of a winner', () => {
    const dossiers = [dossier('a', [individual('x', 'p')]), dossier('d', [individual('w', 'p')])];
    const units = [unit('a'), unit('d', 'districts')];
    const shortlist = { individuals: { communes: ['x'] } };
    expect(said(annual({ units, dossiers, shortlist }))).toMatchObject({
      w: 'Ông/Bà w (Đơn vị d) không được xét tặng Bằng khen năm 2023: Ông/Bà w đã được tặng Bằng khen theo một đề cử khác (mục III.3.a).',
      'vertical/individual/individual-2':
        'Không có cá nhân nào của khối các cơ quan ngành dọc đủ tiêu chuẩn để tặng Bằng khen năm 2023 (mục III.3.a).',
    });
  });
});

describe('III.3.b: what is said in the summary', () => {
  const units = ['a', 'b', 'c', 'd', 'e'].map((it) => unit(it, 'vertical'));
  const both = (...of: string[]) =>
    of.map((it) =>
      dossier(it, [collective(`n-${it}`, 'summary'), individual(`i-${it}`, `p-${it}`, 'summary')]),
    );
  const ledger = [
    ...certificate('a', 2021, 2022),
    ...['a', 'b', 'c', 'd'].flatMap((it) => personCertificate(`p-${it}`, 2021, 2022)),
  ];
  const seat = 'vertical/collective/period-1';

  test.each<{ name: string; input: object; expected: Record<string, string> }>([
    {
      name: 'all have a seat; individuals by a list',
      input: {
        dossiers: both('a', 'b'),
        ledger,
        rankings: { current: ranked({ a: 1, b: 2, c: 3, d: 4 }) },
        shortlist: { individuals: { vertical: ['i-b', 'i-a'] } },
      },
      expected: {
        [seat]:
          'Đơn vị a (xếp hạng 1; 2 lần được tặng Bằng khen) đủ tiêu chuẩn; khối các cơ quan ngành dọc có 1 tập thể đủ tiêu chuẩn, không nhiều hơn 1 Bằng khen được tặng (mục III.3.b).',
        'vertical/individual/individual-1':
          'Ông/Bà i-a (Đơn vị a, xếp hạng 1; 2 lần được tặng Bằng khen) đủ tiêu chuẩn và được Sở Nội vụ lựa chọn trong số 2 cá nhân đủ tiêu chuẩn của khối các cơ quan ngành dọc (mục III.3.b).',
        'vertical/individual/individual-6':
          'Sở Nội vụ lựa chọn 2 cá nhân trong số 2 cá nhân đủ tiêu chuẩn của khối các cơ quan ngành dọc, ít hơn 6 Bằng khen được tặng; không có đề cử cho suất này (mục III.3.b).',
        'n-b':
          'Đơn vị b không được xét tặng Bằng khen tổng kết giai đoạn: chưa được tặng Bằng khen lần nào, cần ít nhất 02 lần (mục III.1.b).',
      },
    },
    {
      name: 'collectives by a list',
      input: {
        dossiers: both('a', 'b'),
        ledger: [...ledger, ...certificate('b', 2021, 2023, 2024)],
        shortlist: { collectives: { vertical: ['n-b'] } },
      },
      expected: {
        [seat]:
          'Đơn vị b (chưa được xếp hạng; 3 lần được tặng Bằng khen) đủ tiêu chuẩn và được Sở Nội vụ lựa chọn trong số 2 tập thể đủ tiêu chuẩn của khối các cơ quan ngành dọc (mục III.3.b).',
      },
    },
    {
      name: 'a tie at the line',
      input: {
        dossiers: both('d', 'e'),
        ledger,
        rankings: { current: ranked({ a: 1, b: 2, c: 3, d: 3, e: 5 }) },
      },
      expected: {
        [seat]:
          'Không có tập thể nào của khối các cơ quan ngành dọc đủ tiêu chuẩn để tặng Bằng khen tổng kết giai đoạn (mục III.3.b).',
        'summary/vertical/top-three/tie':
          'Đơn vị c, Đơn vị d cùng xếp hạng 3 của khối các cơ quan ngành dọc, trong khi chỉ còn 1 chỗ trong 3 đơn vị đạt thứ hạng cao nhất (mục III.3.b).',
        'i-e':
          'Ông/Bà i-e (Đơn vị e) không được xét tặng Bằng khen tổng kết giai đoạn: chưa được tặng Bằng khen lần nào, cần ít nhất 02 lần (mục III.1.b); đơn vị xếp hạng 5, không thuộc 03 đơn vị đạt thứ hạng cao nhất của khối (mục III.3.b).',
      },
    },
    {
      name: 'no ranking, and the predecessors',
      input: {
        dossiers: both('a'),
        ledger: [...certificate('a', 2021), ...certificate('y', 2022), ...certificate('x', 2021)],
        successions: [
          { from: 'y', to: 'a' },
          { from: 'x', to: 'y' },
        ],
      },
      expected: {
        'summary/vertical/predecessors/a':
          'Đơn vị a có 1 lần được tặng Bằng khen, và 3 lần nếu tính cả đơn vị tiền thân (x, y), trong khi cần ít nhất 02 lần (mục III.1.b). Đề nghị quyết định có tính Bằng khen của đơn vị tiền thân hay không.',
        'summary/vertical/top-three/no-ranking':
          'Chưa có kết quả xếp hạng CCHC cả giai đoạn của khối các cơ quan ngành dọc để xác định 3 đơn vị đạt thứ hạng cao nhất (mục III.3.b). Có thể chờ kết quả xếp hạng, hoặc quyết định không tặng Bằng khen cho cá nhân của khối.',
      },
    },
    {
      name: 'no ranking, left vacant',
      input: { decisions: [decision('summary/vertical/top-three/no-ranking', 'vacant')] },
      expected: {
        'vertical/individual/individual-6':
          'Không có kết quả xếp hạng CCHC cả giai đoạn của khối các cơ quan ngành dọc, Sở Nội vụ quyết định không tặng Bằng khen cho cá nhân của khối (mục III.3.b).',
      },
    },
  ])('$name', ({ input, expected }) => {
    expect(said(summary({ units, ...input }))).toMatchObject(expected);
  });

  test('fewer eligible than seats', () => {
    expect(
      said(summary({ units: [unit('k')], dossiers: both('k'), ledger: certificate('k', 2021, 2023) })),
    ).toMatchObject({
      'communes/collective/period-1':
        'Đơn vị k (chưa được xếp hạng; 2 lần được tặng Bằng khen) đủ tiêu chuẩn; khối UBND xã, phường, thị trấn có 1 tập thể đủ tiêu chuẩn, không nhiều hơn 4 Bằng khen được tặng (mục III.3.b).',
      'communes/collective/period-4':
        '1 tập thể đủ tiêu chuẩn của khối UBND xã, phường, thị trấn đều đã được tặng Bằng khen tổng kết giai đoạn, ít hơn số lượng 4; không còn ai đủ tiêu chuẩn cho suất này (mục III.3.b).',
    });
  });
});

describe('keys stand in the contract’s order', () => {
  const keysOf = (items: readonly object[]): string[] => [
    ...new Set(items.map((it) => Object.keys(it).join())),
  ];

  test('of a year', () => {
    const answer = answerTo(
      annual({
        units: [unit('a'), unit('b'), unit('d', 'districts'), unit('e', 'districts')],
        rankings: { current: ranked({ a: 1, b: 2, d: 1, e: 1 }), previous: ranked({ b: 3 }) },
        dossiers: [
          dossier('a', [collective('n-a'), individual('i'), individual('j', 'q', 'annual', ['ethics'])]),
          dossier('d', [collective('n-d')]),
        ],
        decisions: [decision('2023/districts/highest-rank/tie', 'award:d')],
        shortlist: { individuals: { communes: ['i'] } },
      }),
    );
    expect(keysOf(answer.winners)).toStrictEqual([
      'bloc,kind,seat,unit,nominee,name,decidedBy,clause,explanation',
      'bloc,kind,seat,unit,nominee,name,clause,explanation',
      'bloc,kind,seat,unit,nominee,personId,name,clause,explanation',
    ]);
    expect(keysOf(answer.vacancies)).toStrictEqual(['bloc,kind,seat,reason,clause,explanation']);
    expect(keysOf(answer.questions)).toStrictEqual([
      'key,bloc,kind,reason,options,choose,clause,explanation',
    ]);
    expect(keysOf(answer.refusals)).toStrictEqual(['nominee,unit,codes,explanation']);
    expect(Object.keys(answer.order)).toStrictEqual(['departments', 'vertical', 'districts', 'communes']);
    expect(keysOf(Object.values(answer.order).map((it) => it ?? {}))).toStrictEqual(['individuals']);
  });

  test('of a summary', () => {
    const answer = answerTo(
      summary({
        units: ['a', 'b', 'c', 'd'].map((code) => unit(code)),
        rankings: { current: ranked({ a: 1, b: 1, c: 1, d: 1 }) },
        dossiers: [dossier('a', [collective('n-a', 'summary')])],
        ledger: certificate('x', 2021, 2022),
        successions: [{ from: 'x', to: 'a' }],
      }),
    );
    expect(keysOf(answer.questions)).toStrictEqual([
      'key,bloc,kind,reason,options,choose,clause,explanation',
    ]);
    expect(answer.questions.map(({ kind, reason, clause }) => [kind, reason, clause])).toStrictEqual([
      ['collective', 'predecessors', 'III.1.b'],
      ['individual', 'tie', 'III.3.b'],
      ...['departments', 'districts', 'vertical'].map(() => ['individual', 'no-ranking', 'III.3.b']),
    ]);
    expect(keysOf(answer.waiting)).toStrictEqual(['bloc,kind,seat,for']);
    expect(keysOf(Object.values(answer.order).map((it) => it ?? {}))).toStrictEqual([
      'collectives,individuals',
    ]);
    expect(Object.keys(answer)).not.toContain('year');
  });
});

test('a plan may give a bloc no seats of a kind', () => {
  const plan: Plan = {
    ...plan263,
    blocs: plan263.blocs.map((it) => (it.code === 'vertical' ? { ...it, seats: [] } : it)),
  };
  const units = [unit('a', 'vertical')];
  const list = { individuals: { vertical: ['i'] } };
  const campaigns = [
    annual({ units, dossiers: [dossier('a', [individual('i')])], shortlist: list }),
    summary({
      units,
      rankings: { current: ranked({ a: 1 }) },
      dossiers: [dossier('a', [individual('i', 'p', 'summary'), collective('n', 'summary')])],
      ledger: personCertificate('p', 2021, 2022),
      shortlist: { ...list, collectives: { vertical: [] } },
    }),
  ];
  for (const input of campaigns) {
    const answer = select(plan, input);
    if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
    const { winners, vacancies, waiting, questions } = answer;
    const all = [...winners, ...vacancies, ...waiting, ...questions];
    expect(all.filter(({ bloc }) => bloc === 'vertical')).toStrictEqual([]);
    expect(answer.order.vertical?.individuals).toStrictEqual(['i']);
  }
});
