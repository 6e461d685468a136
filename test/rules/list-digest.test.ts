import { expect, test } from 'vitest';
import { digestOf } from '../../workflows/rules/digest.js';
import { annual, answerTo, collective, dossier, individual, ranked, unit } from './selection-builders.js';

/** Two communes, each with its collective and one nominee; both people are on the shortlist. */
const listOf = (over: { person?: string; named?: string; collectiveNamed?: string; criteria?: object }) =>
  annual({
    units: [unit('a'), unit('b')],
    rankings: { current: ranked({ a: 1, b: 2 }) },
    dossiers: [
      dossier('a', [{ ...collective('ca'), name: over.collectiveNamed ?? 'Xã A' }]),
      dossier('b', [
        { ...individual('n', over.person ?? '012'), name: over.named ?? 'Lê Thị Bình' },
        { ...individual('m', '345'), name: 'Không được chọn', ...over.criteria },
      ]),
    ],
    shortlist: { individuals: { communes: ['n'] } },
  });

const digest = (over: Parameters<typeof listOf>[0] = {}): string => answerTo(listOf(over)).digest;

test.each([
  { name: 'another person under the same nominee id', over: { person: '678' } },
  { name: 'the same person under another name', over: { named: 'Lê Thị Bính' } },
  { name: 'a collective under another name', over: { collectiveNamed: 'Xã A mới' } },
])('the digest of a list binds its winners: $name is another list', ({ over }) => {
  expect(digest(over)).not.toBe(digest());
});

test('who is not on the list does not change its digest', () => {
  expect(digest({ criteria: { name: 'Tên khác', personId: '999' } })).toBe(digest());
});

test('the digest is that of plan, kind, year, winners and vacancies, without clauses and explanations', () => {
  const { winners, vacancies, ...answer } = answerTo(listOf({}));
  expect(winners.map(({ nominee, personId, name }) => [nominee, personId, name])).toStrictEqual([
    ['ca', undefined, 'Xã A'],
    ['n', '012', 'Lê Thị Bình'],
  ]);
  expect(answer.digest).toBe(
    digestOf({
      plan: '263',
      kind: 'annual',
      year: 2023,
      winners: [
        {
          bloc: 'communes',
          kind: 'collective',
          seat: 'highest-rank',
          unit: 'a',
          nominee: 'ca',
          name: 'Xã A',
        },
        {
          bloc: 'communes',
          kind: 'individual',
          seat: 'individual-1',
          unit: 'b',
          nominee: 'n',
          personId: '012',
          name: 'Lê Thị Bình',
        },
      ],
      vacancies: vacancies.map(({ bloc, kind, seat, reason }) => ({ bloc, kind, seat, reason })),
    }),
  );
});
