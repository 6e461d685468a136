import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { Figure } from './charts.js';

export interface FilingsDrawn {
  /** When each unit first filed, epoch ms, the earliest first. */
  firsts: readonly number[];
  /** Units that take part. */
  total: number;
  opening: number;
  cutoff: number;
  /** What most units' deadline was put off to; null: it was not. */
  extended: number | null;
}

const day = 86_400_000;
const [left, right, top, bottom] = [34, 386, 16, 176];

/** How many units have filed, day by day, against the cutoff. */
export function FilingsChart({ firsts, total, opening, cutoff, extended }: FilingsDrawn) {
  const from = Math.min(opening, ...firsts);
  const to = Math.max(cutoff, extended ?? cutoff, ...firsts) + 2 * day;
  const x = (at: number): number => round(left + ((at - from) / (to - from)) * (right - left));
  const y = (count: number): number => round(bottom - (count / Math.max(total, 1)) * (bottom - top));
  const steps = firsts.map((at, index) => `H${String(x(at))}V${String(y(index + 1))}`).join('');
  const inTime = firsts.filter((at) => at < cutoff).length;
  return (
    <Figure
      id="nop-ho-so"
      title="Số đơn vị đã nộp hồ sơ, theo ngày"
      description={`Trước ngày ${formatDay(dayOf(cutoff))} có ${String(inTime)} trên ${String(total)} đơn vị nộp hồ sơ${
        extended === null ? '' : `; hạn được gia đến trước ngày ${formatDay(dayOf(extended))}`
      }.`}
      width={400}
      height={228}
      table={<ByDay firsts={firsts} />}
    >
      <path class="axis" d={`M${String(left)} ${String(top)}V${String(bottom)}H${String(right)}`} />
      <path class="aid" d={`M${String(left)} ${String(y(total))}H${String(right)}`} />
      <text x={left - 5} y={y(total) + 4} text-anchor="end">
        {total}
      </text>
      <text x={left - 5} y={bottom} text-anchor="end">
        0
      </text>
      <path class="line" d={`M${String(x(from))} ${String(bottom)}${steps}H${String(right)}`} />
      <path class="cutoff" d={`M${String(x(cutoff))} ${String(top)}V${String(bottom)}`} />
      <text x={x(from)} y={bottom + 16}>
        {formatDay(dayOf(from))}
      </text>
      <text x={Math.min(x(cutoff) + 4, right)} y={bottom + 32} text-anchor="end">
        hạn: trước {formatDay(dayOf(cutoff))}
      </text>
      {extended === null ? null : (
        <>
          <path class="cutoff" d={`M${String(x(extended))} ${String(top)}V${String(bottom)}`} />
          <text x={Math.min(x(extended) + 4, right)} y={bottom + 48} text-anchor="end">
            gia hạn: trước {formatDay(dayOf(extended))}
          </text>
        </>
      )}
    </Figure>
  );
}

const round = (it: number): number => Math.round(it * 10) / 10;

function ByDay({ firsts }: Pick<FilingsDrawn, 'firsts'>) {
  const days = [...new Set(firsts.map(dayOf))];
  const until = (last: string): number => firsts.filter((at) => dayOf(at) <= last).length;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Ngày</th>
          <th scope="col" class="number">
            Nộp lần đầu
          </th>
          <th scope="col" class="number">
            Cộng dồn
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((it) => (
          <tr>
            <th scope="row">{formatDay(it)}</th>
            <td class="number">{firsts.filter((at) => dayOf(at) === it).length}</td>
            <td class="number">{until(it)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
