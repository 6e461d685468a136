import { blocCodes } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { describe, expect, test } from 'vitest';
import { select } from '../../workflows/rules/selection/select.js';
import {
  annual,
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

/** `path: sentence` of each fault. */
function sentences(input: unknown): string[] {
  const answer = select(plan263, input);
  return 'faults' in answer ? answer.faults.map(({ path, message }) => `${path}: ${message}`) : [];
}

const units = [unit('a'), unit('b'), unit('d', 'departments')];

describe('a fault names the row and what stands there', () => {
  test.each([
    {
      name: 'a unit twice',
      input: annual({ units: [unit('a'), unit('b'), unit('b', 'districts')] }),
      expected: ['/units/2: Đơn vị “b” được khai nhiều lần.'],
    },
    {
      name: 'an unknown unit in the ranking, and in a dossier',
      input: annual({ units, rankings: { current: ranked({ a: 1, x: 1 }) }, dossiers: [dossier('y', [])] }),
      expected: [
        '/dossiers/0: Hồ sơ ghi đơn vị “y” không có trong danh sách đơn vị.',
        '/rankings/current/1: Bảng xếp hạng ghi đơn vị “x” không có trong danh sách đơn vị.',
      ],
    },
    {
      name: 'a ranking that repeats',
      input: summary({ units, rankings: { current: [...ranked({ a: 1 }), ...ranked({ a: 2 })] } }),
      expected: ['/rankings/current/1: Bảng xếp hạng ghi đơn vị “a” nhiều lần.'],
    },
    {
      name: 'last year’s ranking that repeats, units that ended among them',
      input: annual({ units, rankings: { previous: [...ranked({ x: 1, a: 2 }), ...ranked({ x: 1 })] } }),
      expected: ['/rankings/previous/2: Bảng xếp hạng ghi đơn vị “x” nhiều lần.'],
    },
    {
      name: 'the shape of two blocs, of one that repeats not',
      input: annual({
        units: [...units, unit('e', 'districts'), unit('f', 'vertical')],
        rankings: {
          current: [...ranked({ a: 2, d: 3, e: 1 }), { unit: 'f', rank: 5 }, { unit: 'f', rank: 5 }],
        },
      }),
      expected: [
        '/rankings/current: Thứ hạng của khối sở, ban, ngành, đoàn thể thành phố, khối UBND xã, phường, thị trấn không liên tục: phải theo kiểu 1, 2, 2, 4 hoặc kiểu 1, 2, 2, 3.',
        '/rankings/current/4: Bảng xếp hạng ghi đơn vị “f” nhiều lần.',
      ],
    },
    {
      name: 'a second dossier, a second collective, an id used before',
      input: annual({
        units,
        dossiers: [
          dossier('a', [individual('i'), collective('n'), collective('m')]),
          dossier('a', [collective('o')]),
          dossier('b', [individual('n'), collective('q')]),
        ],
      }),
      expected: [
        '/dossiers/0/nominees/2: Hồ sơ của đơn vị “a” đề nghị nhiều tập thể; mỗi hồ sơ chỉ có một tập thể là chính đơn vị (“m” là tập thể thừa).',
        '/dossiers/1: Đơn vị “a” có nhiều hồ sơ.',
        '/dossiers/2/nominees/0: Mã đề cử “n” được dùng nhiều lần.',
      ],
    },
    {
      name: 'rows of the ledger: a person’s in another unit or year, or a unit’s own, are others',
      input: annual({
        ledger: [
          ...certificate('x', 2021),
          ...personCertificate('p', 2021, 2022),
          ...personCertificate('q', 2021),
          { year: 2021, kind: 'individual', unit: 'y', personId: 'p' },
          { ...personCertificate('p', 2021)[0], revoked: true },
          ...certificate('y', 2021),
          ...certificate('x', 2021),
        ],
      }),
      expected: [
        '/ledger/5: Sổ Bằng khen ghi nhiều lần Bằng khen năm 2021 của cá nhân “p” thuộc đơn vị “x”.',
        '/ledger/7: Sổ Bằng khen ghi nhiều lần Bằng khen năm 2021 của đơn vị “x”.',
      ],
    },
    {
      name: 'waivers of a criterion of the other kind of nominee, and twice',
      input: annual({
        waivers: [
          { kind: 'collective', criterion: 'ethics', reason: 'x' },
          { kind: 'individual', criterion: 'ethics', reason: 'x' },
          { kind: 'individual', criterion: 'ethics', reason: 'y' },
        ],
      }),
      expected: [
        '/waivers/0: Không có tiêu chuẩn “ethics” đối với tập thể nên không thể miễn.',
        '/waivers/2: Tiêu chuẩn “ethics” đối với cá nhân được miễn nhiều lần.',
      ],
    },
    {
      name: 'III.1.b: a waiver of a criterion of the year in the summary',
      input: summary({
        waivers: [
          { kind: 'individual', criterion: 'ethics', reason: 'x' },
          { kind: 'individual', criterion: 'outstanding', reason: 'x' },
        ],
      }),
      expected: ['/waivers/0: Không có tiêu chuẩn “ethics” đối với cá nhân nên không thể miễn.'],
    },
    {
      name: 'a circle: those that stand on it, not those that lead to it or from it',
      input: summary({
        successions: [
          { from: 'before', to: 'b' },
          { from: 'b', to: 'a' },
          { from: 'a', to: 'b' },
          { from: 'a', to: 'after' },
          { from: 'y', to: 'z' },
        ],
      }),
      expected: ['/successions: Quan hệ kế thừa giữa các đơn vị tạo thành vòng lặp: “a”, “b”.'],
    },
    {
      name: 'two decisions on one question',
      input: annual({ decisions: [decision('k'), decision('l'), decision('k')] }),
      expected: ['/decisions/2: Vướng mắc “k” có nhiều quyết định.'],
    },
    {
      name: 'a decision that nobody asked for',
      input: annual({ decisions: [decision('k')] }),
      expected: ['/decisions/0: Quyết định cho vướng mắc “k”, nhưng vướng mắc này không phát sinh.'],
    },
    {
      name: 'a choice that isn’t offered',
      input: annual({
        decisions: [
          decision('2023/vertical/highest-rank/no-ranking', 'vacant'),
          decision('2023/communes/highest-rank/no-ranking', 'award:a'),
        ],
      }),
      expected: [
        '/decisions/1: Quyết định cho vướng mắc “2023/communes/highest-rank/no-ranking” không hợp lệ: phải chọn đúng 1, không trùng nhau, trong số “vacant”.',
      ],
    },
  ])('$name', ({ input, expected }) => {
    expect(sentences(input)).toStrictEqual(expected);
  });
});

describe('III.3: faults of shortlists', () => {
  const people = ['1', '2', '3', '4', '5'].map((id) => individual(id, `p${id}`));
  const lists = (individuals: object, over: object = {}) =>
    annual({
      units,
      dossiers: [dossier('a', [...people, collective('c')]), dossier('d', [individual('d1', 'p1')])],
      shortlist: { individuals },
      ...over,
    });

  test.each([
    {
      name: 'nobody of that bloc, nor a collective',
      input: lists({ communes: ['1', 'd1'], districts: ['1'], vertical: ['c'] }),
      expected: [
        '/shortlist/individuals/communes/0: Danh sách lựa chọn ghi nhiều lần “1” hoặc cùng một người.',
        '/shortlist/individuals/communes/1: Danh sách lựa chọn ghi nhiều lần “d1” hoặc cùng một người.',
        '/shortlist/individuals/communes/1: Danh sách lựa chọn ghi “d1”, nhưng khối UBND xã, phường, thị trấn không có cá nhân nào được đề cử với mã này.',
        '/shortlist/individuals/districts/0: Danh sách lựa chọn ghi “1”, nhưng khối UBND quận, huyện không có cá nhân nào được đề cử với mã này.',
        '/shortlist/individuals/vertical/0: Danh sách lựa chọn ghi “c”, nhưng khối các cơ quan ngành dọc không có cá nhân nào được đề cử với mã này.',
      ],
    },
    {
      name: 'more than the seats',
      input: lists({ communes: ['1', '2', '3', '4'] }),
      expected: [
        '/shortlist/individuals/communes: Danh sách lựa chọn cá nhân của khối UBND xã, phường, thị trấn có 4 người hoặc đơn vị, vượt số lượng 3 Bằng khen (mục III.3).',
      ],
    },
    { name: 'as many as the seats', input: lists({ communes: ['1', '2', '3'] }), expected: [] },
    {
      name: 'one who is not eligible, not the first',
      input: lists(
        { communes: ['1', 'x'] },
        { dossiers: [dossier('a', [individual('1'), individual('x', 'px', 'annual', ['ethics'])])] },
      ),
      expected: [
        '/shortlist/individuals/communes/1: Đề cử mã “x” không đủ tiêu chuẩn nên không được lựa chọn (mục III.1).',
      ],
    },
    {
      name: 'III.3.b: not needed, with its other faults',
      input: summary({
        units: ['a', 'b', 'c'].map((code) => unit(code, 'vertical')),
        dossiers: ['a', 'b'].map((code) => dossier(code, [collective(`n-${code}`, 'summary')])),
        ledger: certificate('a', 2021, 2022),
        shortlist: { collectives: { vertical: ['n-b', 'n-a'] } },
      }),
      expected: [
        '/shortlist/collectives/vertical: Khối các cơ quan ngành dọc có 1 tập thể đủ tiêu chuẩn, không nhiều hơn 1 Bằng khen, nên không cần danh sách lựa chọn.',
        '/shortlist/collectives/vertical: Danh sách lựa chọn tập thể của khối các cơ quan ngành dọc có 2 người hoặc đơn vị, vượt số lượng 1 Bằng khen (mục III.3).',
        '/shortlist/collectives/vertical/0: Đề cử mã “n-b” không đủ tiêu chuẩn nên không được lựa chọn (mục III.1).',
      ],
    },
    {
      name: 'III.3.b: a person on the list of collectives, a collective twice',
      input: summary({
        units,
        dossiers: [dossier('a', [collective('n', 'summary'), individual('m', 'p', 'summary')])],
        shortlist: { collectives: { communes: ['n', 'n', 'm'] }, individuals: { communes: ['m'] } },
      }),
      expected: [
        '/shortlist/collectives/communes/1: Danh sách lựa chọn ghi nhiều lần “n” hoặc cùng một người.',
        '/shortlist/collectives/communes/2: Danh sách lựa chọn ghi “m”, nhưng khối UBND xã, phường, thị trấn không có tập thể nào được đề cử với mã này.',
      ],
    },
    {
      name: 'III.3.b: one person under two ids on the list of collectives is unknown there, not repeated',
      input: summary({
        units,
        dossiers: [dossier('a', [individual('m', 'p', 'summary'), individual('o', 'p', 'summary')])],
        shortlist: { collectives: { communes: ['m', 'o'] } },
      }),
      expected: [
        '/shortlist/collectives/communes/0: Danh sách lựa chọn ghi “m”, nhưng khối UBND xã, phường, thị trấn không có tập thể nào được đề cử với mã này.',
        '/shortlist/collectives/communes/1: Danh sách lựa chọn ghi “o”, nhưng khối UBND xã, phường, thị trấn không có tập thể nào được đề cử với mã này.',
      ],
    },
    {
      name: 'III.3.a: two ids of nobody are not one person',
      input: lists({ communes: ['x', 'y'] }),
      expected: [
        '/shortlist/individuals/communes/0: Danh sách lựa chọn ghi “x”, nhưng khối UBND xã, phường, thị trấn không có cá nhân nào được đề cử với mã này.',
        '/shortlist/individuals/communes/1: Danh sách lựa chọn ghi “y”, nhưng khối UBND xã, phường, thị trấn không có cá nhân nào được đề cử với mã này.',
      ],
    },
    {
      name: 'III.3.a: who stands on the list of one bloc stands on no other',
      input: lists({ departments: ['d1'], communes: ['2', '1'] }),
      expected: [
        '/shortlist/individuals/communes/1: Danh sách lựa chọn ghi nhiều lần “1” hoặc cùng một người.',
      ],
    },
  ])('$name', ({ input, expected }) => {
    expect(sentences(input)).toStrictEqual(expected);
  });

  test.each(blocCodes(plan263))('%s: a list of nobody known is found in each bloc', (bloc) => {
    const input = annual({ shortlist: { individuals: { [bloc]: ['x'] } } });
    expect(sentences(input)).toHaveLength(1);
    expect(sentences(input)[0]).toContain(`/shortlist/individuals/${bloc}/0: `);
  });
});
