import { blocHeading } from '../../../workflows/plan/names.js';
import type { Bloc } from '../../../workflows/plan/schema.js';
import { type Block, type Item, list, listUnlessEmpty, text } from './letter.js';
import { kindNames, seatName } from './names.js';
import type { Scene, Selected } from './scene.js';

type Names = Pick<Scene, 'plan' | 'unitName'>;

/** Bloc by bloc, the winners of a list and the seats left vacant, with the reasons. */
export function listBlocks({ answer }: Selected, names: Names): Block[] {
  const blocs = names.plan.blocs.flatMap(({ code: bloc, full }) => {
    const winners = answer.winners.filter((it) => it.bloc === bloc).map((it) => winnerItem(it, names));
    const vacancies = answer.vacancies
      .filter((it) => it.bloc === bloc)
      .map((it) => ({ text: `Để trống: ${seatName(it.seat)}`, detail: it.explanation, clause: it.clause }));
    return listUnlessEmpty(full, [...winners, ...vacancies]);
  });
  return blocs.length > 0 ? blocs : [text('Danh sách không có tập thể, cá nhân nào.')];
}

function winnerItem(winner: Selected['answer']['winners'][number], { plan, unitName }: Names): Item {
  // Home Affairs is itself a unit of a bloc: the Board sees its own entries marked.
  const mark = winner.unit === plan.bodies['home-affairs'].code ? ' – thuộc cơ quan tổng hợp hồ sơ' : '';
  const name =
    winner.kind === 'individual' ? `${winner.name}, ${unitName(winner.unit)}` : unitName(winner.unit);
  return {
    text: `${kindNames[winner.kind]}: ${name}${mark} – ${seatName(winner.seat)}`,
    detail: winner.explanation,
    clause: winner.clause,
  };
}

const proposedAtMost = 15;

/** The order that the engine proposes for a bloc: from it Home Affairs chooses (III.3). */
export function proposedOrder(
  { answer, dossiers }: Selected,
  bloc: Bloc,
  { plan, unitName }: Names,
): Block[] {
  const nominees = new Map(
    dossiers.flatMap(({ unit, nominees }) => nominees.map((it) => [it.id, { ...it, unit }] as const)),
  );
  const item = (id: string): Item => {
    const nominee = nominees.get(id);
    const name = nominee === undefined ? id : `${nominee.name}, ${unitName(nominee.unit)}`;
    return { text: name, detail: `Mã: ${id}` };
  };
  const order = answer.order[bloc];
  const isOpen = (kind: 'collective' | 'individual'): boolean =>
    answer.waiting.some((it) => it.bloc === bloc && it.kind === kind && it.for === 'shortlist');
  return (['collective', 'individual'] as const).filter(isOpen).flatMap((kind) => {
    const ids = (kind === 'collective' ? order?.collectives : order?.individuals) ?? [];
    const rest = ids.length - proposedAtMost;
    const items = ids.slice(0, proposedAtMost).map(item);
    const seats = answer.waiting.filter((it) => it.bloc === bloc && it.kind === kind).length;
    return [
      list(
        `${blocHeading(plan, bloc)}: chọn nhiều nhất ${seats} ${kindNames[kind].toLowerCase()} theo thứ tự đề xuất`,
        [...items, ...(rest > 0 ? [{ text: `và ${rest} trường hợp khác, xem trên hệ thống` }] : [])],
      ),
    ];
  });
}
