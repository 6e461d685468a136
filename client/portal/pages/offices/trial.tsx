import { blocLabel } from '../../../../workflows/plan/names.js';
import type { Plan } from '../../../../workflows/plan/schema.js';
import { seatLabel } from '../../../../workflows/plan/seats.js';
import type { SelectionAnswer } from '../../../../workflows/rules/selection/answer.js';
import { questionLabel } from '../../../officials/labels.js';
import { Wide } from '../tables.js';

/** A list that would be made, and the one that stands. */
export interface TrialShown {
  /** What was tried. */
  what: string;
  /** Null: no list was computed yet. */
  now: { winners: readonly (Seat & { name: string })[] } | null;
  then: Pick<SelectionAnswer, 'winners' | 'vacancies' | 'questions' | 'waiting'>;
}

type Seat = Pick<SelectionAnswer['winners'][number], 'bloc' | 'kind' | 'seat'>;
const seatKey = ({ bloc, kind, seat }: Seat): string => [bloc, kind, seat].join('/');

/** The list that a trial would make, seat by seat beside the one that stands; nothing of it is recorded. */
export function Trial({ plan, what, now, then }: TrialShown & { plan: Plan }) {
  const was = new Map((now?.winners ?? []).map((it) => [seatKey(it), it.name]));
  const seats = [
    ...then.winners.map((it) => ({ ...it, outcome: it.name })),
    ...then.vacancies.map((it) => ({ ...it, outcome: `để trống: ${it.explanation}` })),
    ...then.waiting.map((it) => ({
      ...it,
      outcome: it.for === 'shortlist' ? 'chờ lựa chọn' : 'chờ quyết định vướng mắc',
    })),
  ];
  const title = `Thử xem: ${what}`;
  return (
    <section class="flag" id="thu" role="status">
      <h2>{title}</h2>
      <p>Chỉ là tính thử, chưa ghi gì. Danh sách sẽ như sau:</p>
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">Khối</th>
              <th scope="col">Suất</th>
              <th scope="col">Hiện nay</th>
              <th scope="col">Nếu làm như vậy</th>
            </tr>
          </thead>
          <tbody>
            {seats.map((seat) => {
              const before = was.get(seatKey(seat));
              return (
                <tr>
                  <td>{blocLabel(plan, seat.bloc)}</td>
                  <td>{seatLabel(seat)}</td>
                  <td>{before ?? '–'}</td>
                  <td>{before === seat.outcome ? 'không đổi' : <strong>{seat.outcome}</strong>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {then.questions.length === 0 ? null : (
        <>
          <p>Còn vướng mắc chờ quyết định:</p>
          <ul>
            {then.questions.map(({ key }) => (
              <li>{questionLabel(plan, key)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
