import { selectionSchemas } from '../../workflows/rules/selection/input.js';
import { plan263 } from '../plan/plans.js';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../workflows/rules/digest.js';
import {
  type Fitted,
  fitAnswers,
  type KeptAnswer,
  selectWithKept,
} from '../../workflows/rules/selection/kept-answers.js';
import { select } from '../../workflows/rules/selection/select.js';
import type { SelectionInput } from '../../workflows/rules/selection/input.js';
import {
  annual,
  certificate,
  collective,
  decision,
  dossier,
  individual,
  ranked,
  seats,
  summary,
  unit,
} from './selection-builders.js';

const given = (input: object): SelectionInput => selectionSchemas(plan263).input.parse(input);

function fitted(input: object, kept: readonly KeptAnswer[] = []): Fitted {
  const found = selectWithKept(plan263, given(input), kept);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found;
}

/** An answer as it is kept: with the fingerprint that stood with the question when it was given. */
function answered(
  input: object,
  question: string,
  choice: string,
  before: readonly KeptAnswer[] = [],
): KeptAnswer {
  const asked = fitted(input, before).asked[question];
  if (asked === undefined) throw new Error(`${question} is not asked.`);
  return { question, asked, choices: [choice], reason: 'Theo biên bản họp' };
}

const names = ['ba', 'hai', 'mot', 'tu'];
const best = '2023/communes/highest-rank';
const leap = '2023/communes/greatest-leap';

/** Four communes with their collectives; the `absent` filed nothing. */
const year = (
  current: Record<string, number>,
  previous: Record<string, number> = {},
  absent: string[] = [],
) =>
  annual({
    units: names.map((code) => unit(code)),
    rankings: { current: ranked(current), previous: ranked(previous) },
    dossiers: names.filter((it) => !absent.includes(it)).map((it) => dossier(it, [collective(`n-${it}`)])),
  });

const communes = ({ answer }: Fitted): string[] => seats(answer, 'communes', 'collective');

describe('III.3.a: an answer belongs to the question as it was asked', () => {
  const tied = year({ ba: 1, hai: 1, mot: 3, tu: 4 });

  test('asked about Ba and Hai, it gives Ba nothing against Một', () => {
    const kept = [answered(tied, `${best}/tie`, 'award:ba')];
    expect(communes(fitted(tied, kept))[0]).toBe('highest-rank: n-ba by answer');
    const now = fitted(year({ ba: 1, mot: 1, hai: 3, tu: 4 }), kept);
    expect(communes(now)).toStrictEqual([
      `greatest-leap: waits for question:${best}/tie`,
      `${best}/tie? award:ba award:mot vacant (1)`,
    ]);
    expect(now.dropped).toStrictEqual({ questions: [`${best}/tie`], shortlists: [] });
    expect(now.input.decisions).toStrictEqual([]);
    expect(Object.keys(now.asked).sort()).toStrictEqual(now.answer.questions.map(({ key }) => key));
    expect(now.asked[`${best}/tie`]).not.toBe(kept[0]?.asked);
  });

  test.each<{ name: string; key: string; choice: string; was: object; is: object; fits: boolean }>([
    {
      name: 'a unit of the tie newly eligible is newly offered',
      key: `${best}/tie`,
      choice: 'award:ba',
      was: year({ ba: 1, hai: 1, mot: 3, tu: 4 }, {}, ['hai']),
      is: tied,
      fits: false,
    },
    {
      name: 'one more unit in the tie, eligible or not',
      key: `${best}/tie`,
      choice: 'award:ba',
      was: year({ ba: 1, hai: 1, mot: 3, tu: 4 }, {}, ['mot']),
      is: year({ ba: 1, hai: 1, mot: 1, tu: 4 }, {}, ['mot']),
      fits: false,
    },
    {
      name: 'the ranks of others corrected, the tie the same',
      key: `${best}/tie`,
      choice: 'award:ba',
      was: tied,
      is: year({ ba: 1, hai: 1, mot: 4, tu: 3 }),
      fits: true,
    },
    {
      name: 'the previous rank of the tied matters not for the highest rank',
      key: `${best}/tie`,
      choice: 'award:ba',
      was: tied,
      is: year({ ba: 1, hai: 1, mot: 3, tu: 4 }, { ba: 7 }),
      fits: true,
    },
    {
      name: 'the first without an eligible nominee, the next one of the same code at another rank',
      key: `${best}/ineligible`,
      choice: 'award:tu',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, {}, ['ba', 'hai', 'mot']),
      is: year({ ba: 1, hai: 3, mot: 4, tu: 2 }, {}, ['ba', 'hai', 'mot']),
      fits: false,
    },
    {
      name: 'another first without an eligible nominee, the same offered',
      key: `${best}/ineligible`,
      choice: 'award:mot',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, {}, ['ba', 'hai']),
      is: year({ ba: 2, hai: 1, mot: 3, tu: 4 }, {}, ['ba', 'hai']),
      fits: false,
    },
    {
      name: 'no ranking: who takes part matters not',
      key: `${best}/no-ranking`,
      choice: 'vacant',
      was: year({}),
      is: year({}, {}, ['ba']),
      fits: true,
    },
    {
      name: 'no ranking, then one without a question',
      key: `${best}/no-ranking`,
      choice: 'vacant',
      was: year({}),
      is: year({ ba: 1, hai: 2, mot: 3, tu: 4 }),
      fits: false,
    },
    {
      name: 'no previous ranking, still none',
      key: `${leap}/no-previous-ranking`,
      choice: 'vacant',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }),
      is: year({ ba: 1, hai: 2, mot: 4, tu: 3 }),
      fits: true,
    },
    {
      name: 'leaps the same, one between other ranks of this year and last',
      key: `${leap}/tie`,
      choice: 'award:hai',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, { hai: 7, mot: 8 }),
      is: year({ ba: 1, hai: 2, mot: 4, tu: 3 }, { hai: 7, mot: 9 }),
      fits: false,
    },
    {
      name: 'leaps the same, and what they are made of',
      key: `${leap}/tie`,
      choice: 'award:hai',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, { hai: 7, mot: 8 }),
      is: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, { hai: 7, mot: 8, tu: 5 }),
      fits: true,
    },
    {
      name: 'the leaps of both corrected alike by last year only',
      key: `${leap}/tie`,
      choice: 'award:hai',
      was: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, { hai: 7, mot: 8 }),
      is: year({ ba: 1, hai: 2, mot: 3, tu: 4 }, { hai: 6, mot: 7 }),
      fits: false,
    },
  ])('$name', ({ key, choice, was, is, fits }) => {
    const kept = answered(was, key, choice);
    const now = fitted(is, [kept]);
    expect(now.input.decisions?.map(({ question }) => question)).toStrictEqual(fits ? [key] : []);
    expect(now.dropped.questions).toStrictEqual(fits ? [] : [key]);
  });

  const leaping = { hai: 7, mot: 8 };
  const chain = year({ ba: 1, tu: 1, hai: 2, mot: 3 }, leaping);
  const bothAnswered = (): [KeptAnswer, KeptAnswer] => {
    const first = answered(chain, `${best}/tie`, 'award:ba');
    return [first, answered(chain, `${leap}/tie`, 'award:mot', [first])];
  };

  test('an answer that arises with another is applied after it, in whatever order they are kept', () => {
    const expected = ['highest-rank: n-ba by answer', 'greatest-leap: n-mot by answer'];
    const [first, second] = bothAnswered();
    for (const kept of [
      [first, second],
      [second, first],
    ]) {
      const now = fitted(chain, kept);
      expect(communes(now)).toStrictEqual(expected);
      expect(now).toStrictEqual(fitted(chain, [first, second]));
      expect(now.input.decisions).toStrictEqual([
        { question: `${leap}/tie`, choices: ['award:mot'], reason: 'Theo biên bản họp' },
        { question: `${best}/tie`, choices: ['award:ba'], reason: 'Theo biên bản họp' },
      ]);
    }
  });

  test('without the answer that it hangs on, an answer falls with it', () => {
    const now = fitted(year({ ba: 1, tu: 1, hai: 1, mot: 4 }, { hai: 7, mot: 9 }), bothAnswered());
    expect(now.dropped.questions).toStrictEqual([`${leap}/tie`, `${best}/tie`]);
    expect(communes(now)).toContain(`greatest-leap: waits for question:${best}/tie`);
  });

  test('nothing changed: the answer stays, and the list is the same', () => {
    const once = fitted(chain, bothAnswered());
    const again = fitted(once.input, bothAnswered().reverse());
    expect(again).toStrictEqual(once);
    expect(select(plan263, once.input)).toStrictEqual(once.answer);
  });

  test('the decisions that came with the input are not looked at', () => {
    const now = fitted({ ...tied, decisions: [decision(`${best}/tie`, 'award:hai')] });
    expect(now.asked).toStrictEqual(fitted(tied).asked);
    expect(now.input.decisions).toStrictEqual([]);
  });

  test('of a question with two answers that fit none is applied, nor one that was never offered', () => {
    const one = answered(tied, `${best}/tie`, 'award:ba');
    for (const kept of [
      [one, { ...one, choices: ['award:hai'] }],
      [{ ...one, choices: ['award:mot'] }],
      [{ ...one, choices: ['award:ba', 'award:hai'] }],
    ]) {
      expect(fitted(tied, kept).dropped.questions).toStrictEqual([`${best}/tie`]);
    }
    const elsewhere = { ...one, question: `${leap}/tie` };
    expect(fitted(tied, [elsewhere]).input.decisions).toStrictEqual([]);
    expect(fitted(tied, [elsewhere]).dropped.questions).toStrictEqual([`${leap}/tie`]);
    const stale = { ...one, asked: 'another', choices: ['award:hai'] };
    const now = fitted(tied, [stale, one]);
    expect(communes(now)[0]).toBe('highest-rank: n-ba by answer');
    expect(now.dropped.questions).toStrictEqual([]);
  });
});

describe('III.1.b, III.3.b: the questions of the summary', () => {
  const codes = ['a', 'b', 'c', 'd'];
  const period = (over: object) =>
    summary({
      units: codes.map((code) => unit(code, 'vertical')),
      dossiers: codes.map((code) => dossier(code, [collective(`n-${code}`, 'summary')])),
      ...over,
    });
  const counts = 'summary/vertical/predecessors/a';
  const heirs = {
    ledger: [...certificate('a', 2021), ...certificate('x', 2022)],
    successions: [{ from: 'x', to: 'a' }],
  };
  const top = 'summary/vertical/top-three/tie';

  test.each<{ name: string; key: string; choice: string; was: object; is: object; fits: boolean }>([
    {
      name: 'the certificates as they were, others have more',
      key: counts,
      choice: 'count',
      was: heirs,
      is: { ...heirs, ledger: [...heirs.ledger, ...certificate('b', 2021, 2022)] },
      fits: true,
    },
    {
      name: 'one more certificate of the predecessor',
      key: counts,
      choice: 'do-not-count',
      was: heirs,
      is: { ...heirs, ledger: [...heirs.ledger, ...certificate('x', 2023)] },
      fits: false,
    },
    {
      name: 'as many in sum, of its own one fewer',
      key: counts,
      choice: 'count',
      was: heirs,
      is: { ...heirs, ledger: certificate('x', 2022, 2023) },
      fits: false,
    },
    {
      name: 'as many, of another predecessor',
      key: counts,
      choice: 'count',
      was: heirs,
      is: {
        ledger: [...certificate('a', 2021), ...certificate('y', 2022)],
        successions: [{ from: 'y', to: 'a' }],
      },
      fits: false,
    },
    {
      name: 'III.3.b: the tie at the line the same, who is above it changed places',
      key: top,
      choice: 'unit:c',
      was: { rankings: { current: ranked({ a: 1, b: 2, c: 3, d: 3 }) } },
      is: { rankings: { current: ranked({ a: 2, b: 1, c: 3, d: 3 }) } },
      fits: true,
    },
    {
      name: 'III.3.b: another at the line',
      key: top,
      choice: 'unit:c',
      was: { rankings: { current: ranked({ a: 1, b: 2, c: 3, d: 3 }) } },
      is: { rankings: { current: ranked({ a: 1, d: 2, c: 3, b: 3 }) } },
      fits: false,
    },
    {
      name: 'III.3.b: the same two at the line of dense ranks, which are others',
      key: top,
      choice: 'unit:c',
      was: { rankings: { current: ranked({ a: 1, b: 1, c: 3, d: 3 }) } },
      is: { rankings: { current: ranked({ a: 1, b: 1, c: 2, d: 2 }) } },
      fits: false,
    },
    {
      name: 'III.3.b: no ranking',
      key: 'summary/vertical/top-three/no-ranking',
      choice: 'vacant',
      was: {},
      is: { ledger: certificate('a', 2021) },
      fits: true,
    },
  ])('$name', ({ key, choice, was, is, fits }) => {
    const kept = answered(period(was), key, choice);
    const now = fitted(period(is), [kept]);
    expect(now.input.decisions?.map(({ question }) => question)).toStrictEqual(fits ? [key] : []);
    expect(now.dropped.questions).toStrictEqual(fits ? [] : [key]);
  });
});

test('III.3: a question for want of a ranking is about no unit', () => {
  const ofYear = `${best}/no-ranking`;
  const ofPeriod = 'summary/communes/top-three/no-ranking';
  const about = (key: string) =>
    digestOf({ key, reason: 'no-ranking', options: ['vacant'], choose: 1, units: [] });
  expect(fitted(annual()).asked[ofYear]).toBe(about(ofYear));
  expect(fitted(summary()).asked[ofPeriod]).toBe(about(ofPeriod));
});

describe('shortlists', () => {
  const people = (lists: Record<string, string[]>) => ({
    ...year({ ba: 1, hai: 2, mot: 3, tu: 4 }),
    dossiers: [
      dossier('ba', [individual('n', 'p')]),
      dossier('hai', [individual('m', 'q', 'annual', ['ethics'])]),
    ],
    shortlist: { individuals: lists },
  });

  test('III.3.a: a list at fault falls, whatever the fault needs to be found; the others stay', () => {
    const now = fitted(people({ communes: ['m'], districts: ['nobody'], vertical: [] }));
    expect(now.dropped.shortlists).toStrictEqual([
      { kind: 'individual', bloc: 'districts' },
      { kind: 'individual', bloc: 'communes' },
    ]);
    expect(now.input.shortlist).toStrictEqual({ individuals: { vertical: [] } });
    expect(now.answer).toStrictEqual(select(plan263, now.input));
    expect(seats(now.answer, 'communes', 'individual')[0]).toBe('individual-1: waits for shortlist');
  });

  test('a list that fits stays as it was given', () => {
    const input = people({ communes: ['n'] });
    expect(fitted(input).input.shortlist).toStrictEqual(input.shortlist);
    expect(fitted(input).dropped.shortlists).toStrictEqual([]);
  });

  test('III.3.b: lists of collectives and of people apart', () => {
    const now = fitted(
      summary({
        units: ['a', 'b'].map((code) => unit(code, 'vertical')),
        rankings: { current: ranked({ a: 1, b: 2 }) },
        dossiers: ['a', 'b'].map((code) => dossier(code, [collective(`n-${code}`, 'summary')])),
        ledger: ['a', 'b'].flatMap((code) => certificate(code, 2021, 2022)),
        shortlist: {
          individuals: { vertical: ['n-a'], communes: [] },
          collectives: { vertical: ['n-b'], districts: ['n-a'] },
        },
      }),
    );
    expect(now.dropped.shortlists).toStrictEqual([
      { kind: 'collective', bloc: 'districts' },
      { kind: 'individual', bloc: 'vertical' },
    ]);
    expect(now.input.shortlist).toStrictEqual({
      individuals: { communes: [] },
      collectives: { vertical: ['n-b'] },
    });
  });

  test('a tried list is left to be judged with the answers that fit', () => {
    const input = {
      ...people({ communes: ['m'] }),
      rankings: { current: ranked({ ba: 1, hai: 1, mot: 3, tu: 4 }) },
    };
    const kept = { question: `${best}/tie`, asked: 'another', choices: ['vacant'], reason: 'x' };
    expect(fitAnswers(plan263, given(input), [kept])).toStrictEqual({
      input: { ...given(input), decisions: [] },
      dropped: [`${best}/tie`],
    });
  });

  test('a list of the wrong shape is no list at fault: it is returned', () => {
    const input = { ...given(people({})), shortlist: { individuals: { communes: [''] } } };
    const found = selectWithKept(plan263, input, []);
    expect(found).toMatchObject({ faults: [{ path: '/shortlist/individuals/communes/0', code: 'schema' }] });
  });

  test('what is neither an answer nor a list at fault is returned, beside a list or alone', () => {
    const waivers = [{ kind: 'collective', criterion: 'none', reason: 'x' }];
    const codes = (input: object) => {
      const found = selectWithKept(plan263, given(input), []);
      return 'faults' in found ? found.faults.map(({ path, code }) => `${path} ${code}`) : [];
    };
    expect(codes({ ...people({}), waivers })).toStrictEqual(['/waivers/0 waiver-unknown']);
    expect(codes({ ...people({ communes: ['nobody'] }), waivers })).toStrictEqual([
      '/waivers/0 waiver-unknown',
    ]);
  });
});
