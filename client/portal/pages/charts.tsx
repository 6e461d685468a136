import type { Child } from 'hono/jsx';
import type { Html } from '../page.js';

interface Drawn {
  /** Of this drawing alone in its page. */
  id: string;
  title: string;
  /** What the drawing shows, in a sentence or two. */
  description: string;
  width: number;
  height: number;
  children: Child;
  /** The same numbers, for whoever can't see the drawing. */
  table: Html;
}

/** A drawing with its numbers beneath. */
export const Figure = ({ id, title, description, width, height, children, table }: Drawn) => (
  <figure class="figure">
    <figcaption>{title}</figcaption>
    <Drawing id={id} title={title} description={description} width={width} height={height}>
      {children}
    </Drawing>
    <details id={`${id}-so-lieu`}>
      <summary>Số liệu của biểu đồ</summary>
      {table}
    </details>
  </figure>
);

const Drawing = ({ id, title, description, width, height, children }: Omit<Drawn, 'table'>) => (
  <svg
    class="chart"
    role="img"
    aria-labelledby={`${id}-ten`}
    aria-describedby={`${id}-mo-ta`}
    viewBox={`0 0 ${String(width)} ${String(height)}`}
  >
    <title id={`${id}-ten`}>{title}</title>
    <desc id={`${id}-mo-ta`}>{description}</desc>
    {children}
  </svg>
);

export interface Bars {
  title: string;
  bars: { label: string; count: number }[];
}

/** One small drawing of bars for each title, all to one scale: nothing is told by colour. */
export function BarGroups({ id, groups, unit }: { id: string; groups: readonly Bars[]; unit: string }) {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ count }) => count)));
  return (
    <div class="small-charts">
      {groups.map(({ title, bars }, index) => (
        <div>
          <p>{title}</p>
          <Drawing
            id={`${id}-${String(index)}`}
            title={title}
            description={bars.map(({ label, count }) => `${label}: ${String(count)} ${unit}`).join('; ')}
            width={barWidth * bars.length}
            height={barHeight + 40}
          >
            {bars.map(({ label, count }, at) => (
              <Bar label={label} count={count} at={at} most={most} />
            ))}
          </Drawing>
        </div>
      ))}
    </div>
  );
}

const barWidth = 56;
const barHeight = 90;

function Bar({ label, count, at, most }: { label: string; count: number; at: number; most: number }) {
  const height = (count / most) * barHeight;
  const middle = at * barWidth + barWidth / 2;
  const top = 16 + barHeight - height;
  return (
    <>
      <rect class="bar" x={middle - 16} y={top} width="32" height={height} />
      <text x={middle} y={top - 4} text-anchor="middle">
        {count}
      </text>
      <text x={middle} y={barHeight + 34} text-anchor="middle">
        {label}
      </text>
    </>
  );
}
