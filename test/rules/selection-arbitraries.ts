import { blocCodes } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import fc from 'fast-check';
import { select } from '../../workflows/rules/selection/select.js';
import { criteria } from './selection-builders.js';

type Kind = 'annual' | 'summary';

const statuses = ['accepted', 'accepted', 'accepted', 'accepted', 'submitted', 'returned', 'lapsed'];

/** Ranks by standard competition: a number for each unit, equal numbers share a rank; null is unranked. */
function competition(rows: readonly { code: string; bloc: string; draw: number | null }[]) {
  return rows.flatMap(({ code, bloc, draw }) => {
    if (draw === null) return [];
    const better = rows.filter((it) => it.bloc === bloc && it.draw !== null && it.draw < draw).length;
    return [{ unit: code, rank: better + 1 }];
  });
}

const draw = fc.option(fc.nat(5), { freq: 5 });
const aUnit = fc.record({
  bloc: fc.constantFrom(...blocCodes(plan263)),
  draw,
  previous: draw,
  status: fc.constantFrom(...statuses),
  hasDossier: fc.nat(9).map((it) => it > 0),
  hasCollective: fc.nat(9).map((it) => it > 0),
  isGood: fc.nat(5).map((it) => it > 0),
  people: fc.array(fc.record({ person: fc.nat(9), isGood: fc.nat(5).map((it) => it > 0) }), { maxLength: 3 }),
  certificates: fc.uniqueArray(
    fc.record({ year: fc.integer({ min: 2020, max: 2025 }), revoked: fc.nat(4).map((it) => it === 0) }),
    {
      maxLength: 4,
      selector: ({ year }) => year,
    },
  ),
  predecessor: fc.option(fc.nat(6), { freq: 3 }),
});

const inputOf = (campaign: Kind) =>
  fc
    .record({
      units: fc.array(aUnit, { maxLength: 14 }),
      awards: fc.uniqueArray(fc.record({ year: fc.integer({ min: 2021, max: 2025 }), person: fc.nat(9) }), {
        maxLength: 20,
        selector: ({ year, person }) => `${year}/${person}`,
      }),
    })
    .map(({ units, awards }) => {
      const coded = units.map((it, index) => ({ ...it, code: `u${index}` }));
      const dossiers = coded
        .filter(({ hasDossier }) => hasDossier)
        .map(({ code, status, hasCollective, isGood, people }) => ({
          unit: code,
          status,
          nominees: [
            ...(hasCollective
              ? [
                  {
                    id: `${code}-c`,
                    kind: 'collective',
                    name: code,
                    criteria: criteria(campaign, 'collective', isGood ? [] : ['initiatives', 'outstanding']),
                  },
                ]
              : []),
            ...people.map(({ person, isGood: fits }, index) => ({
              id: `${code}-${index}`,
              kind: 'individual',
              name: `Ông/Bà ${person}`,
              personId: `p${person}`,
              criteria: criteria(campaign, 'individual', fits ? [] : ['ethics', 'outstanding']),
            })),
          ],
        }));
      const current = competition(coded);
      const previous = competition(coded.map((it) => ({ ...it, draw: it.previous })));
      const ledger = [
        ...coded.flatMap(({ code, certificates }) =>
          certificates.map((it) => ({ ...it, kind: 'collective', unit: code })),
        ),
        ...awards.map(({ year, person }) => ({
          year,
          kind: 'individual',
          unit: 'ended',
          personId: `p${person}`,
        })),
      ];
      const successions = coded.flatMap(({ code, predecessor }, index) =>
        predecessor !== null && predecessor < index ? [{ from: `u${predecessor}`, to: code }] : [],
      );
      const common = {
        contract: 1,
        plan: '263',
        kind: campaign,
        units: coded.map(({ code, bloc }) => ({ code, name: `Đơn vị ${code}`, bloc })),
        dossiers,
        ledger,
      };
      return campaign === 'annual'
        ? { ...common, year: 2023, rankings: { current, previous } }
        : { ...common, rankings: { current }, successions };
    });

export type DrawnInput = { units: object[] } & Record<string, unknown>;

/** Inputs of either kind, without faults. */
const anInput: fc.Arbitrary<DrawnInput> = fc.oneof(inputOf('annual'), inputOf('summary'));

/** An input and what people might decide on it, question after question, list after list. */
export const aDecidedInput = fc.tuple(anInput, fc.infiniteStream(fc.nat(1000))).map(([input, stream]) => {
  const next = (below: number): number => Number(stream.next().value) % below;
  const decisions: object[] = [];
  const shortlist: Record<'individuals' | 'collectives', Record<string, string[]>> = {
    individuals: {},
    collectives: {},
  };
  const whole = () => ({
    ...input,
    decisions,
    shortlist: input['kind'] === 'annual' ? { individuals: shortlist.individuals } : { ...shortlist },
  });
  const people = new Set<string>();
  for (let round = 0; round < 40; round += 1) {
    const answer = select(plan263, whole());
    if ('faults' in answer || next(20) === 0) break;
    const [question] = answer.questions;
    if (question !== undefined) {
      const options = [...question.options];
      const choices = Array.from({ length: question.choose }, () =>
        options.splice(next(options.length), 1).join(),
      );
      decisions.push({ question: question.key, choices, reason: 'Theo biên bản họp' });
      continue;
    }
    const seat = answer.waiting.find((it) => it.for === 'shortlist');
    if (seat === undefined) break;
    const list = seat.kind === 'individual' ? 'individuals' : 'collectives';
    const seats = answer.waiting.filter((it) => it.bloc === seat.bloc && it.kind === seat.kind).length;
    const proposed = answer.order[seat.bloc]?.[list] ?? [];
    shortlist[list][seat.bloc] = proposed
      .filter((id) => {
        const person = personOf(input, id);
        if (people.has(person)) return false;
        const isTaken = next(3) > 0;
        if (isTaken) people.add(person);
        return isTaken;
      })
      .slice(0, seats);
  }
  return whole();
});

function personOf(input: DrawnInput, id: string): string {
  const found = JSON.stringify(input['dossiers']).match(new RegExp(`"id":"${id}"[^}]*?"personId":"([^"]*)"`));
  return found?.[1] ?? id;
}
