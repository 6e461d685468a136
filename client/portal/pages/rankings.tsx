import type { LedgerRow } from '../../../activities/records/reads/ledger.js';
import { blocHeading, campaignName, periodName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { instrumentName } from '../../officials/act-words.js';
import { scoreLabel } from '../../officials/labels.js';
import { leapLabel, mostTelling, type RankChange } from '../../officials/rank-changes.js';
import type { BlocRanked } from '../../officials/ranked-blocs.js';
import { campaignTitle } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Figure } from './charts.js';
import { SheetLink } from './sheet-link.js';
import { Wide } from './tables.js';

export interface RankingsShown {
  plan: Plan;
  campaign: CampaignKey;
  blocs: readonly BlocRanked[];
  /** The campaign's certificates of collectives. */
  awarded: readonly LedgerRow[];
}

/** Ranks and leaps of each bloc, this year beside last. */
export const rankingsPage = (shown: RankingsShown): Page => ({
  title: `Xếp hạng cải cách hành chính ${periodName(shown.plan, shown.campaign)}`,
  body: (
    <div data-live="">
      <p>
        <a href={addresses.campaign(shown.campaign)}>{campaignTitle(shown.plan, shown.campaign)}</a>
      </p>
      {shown.blocs.length === 0 ? (
        <p>Chưa có kết quả xếp hạng nào được ghi nhận cho {campaignName(shown.plan, shown.campaign)}.</p>
      ) : null}
      {shown.blocs.length === 0 ? null : <SheetLink kind="ranking" campaign={shown.campaign} />}
      {shown.blocs.map((bloc) => (
        <OfBloc {...shown} ranked={bloc} />
      ))}
    </div>
  ),
});

function OfBloc({ plan, ranked, awarded }: RankingsShown & { ranked: BlocRanked }) {
  const { bloc, decision, previousDecision, changes } = ranked;
  const heading = blocHeading(plan, bloc);
  const hasLeaps = changes.some(({ leap }) => leap !== null);
  return (
    <section>
      <h2>{heading}</h2>
      <p>
        Theo {instrumentName(decision)}.{' '}
        {previousDecision === null
          ? 'Không có kết quả năm trước để so sánh.'
          : `So với năm trước theo ${instrumentName(previousDecision)}.`}
      </p>
      {hasLeaps ? <Slopes bloc={bloc} heading={heading} changes={mostTelling(changes, mostDrawn)} /> : null}
      <details id={`bang-${bloc}`} open={changes.length <= mostListed}>
        <summary>Bảng xếp hạng {changes.length} đơn vị</summary>
        <Wide label={`Xếp hạng ${heading}`}>
          <Table
            changes={changes}
            isCompared={previousDecision !== null}
            awarded={awarded.filter((row) => row.bloc === bloc)}
          />
        </Wide>
      </details>
    </section>
  );
}

const mostDrawn = 5;
const mostListed = 30;

const Table = ({
  changes,
  isCompared,
  awarded,
}: {
  changes: readonly RankChange[];
  isCompared: boolean;
  awarded: readonly LedgerRow[];
}) => (
  <table>
    <thead>
      <tr>
        <th scope="col" class="number">
          Hạng
        </th>
        <th scope="col">Đơn vị</th>
        <th scope="col" class="number">
          Chỉ số
        </th>
        {isCompared ? (
          <>
            <th scope="col" class="number">
              Hạng năm trước
            </th>
            <th scope="col">Thay đổi</th>
          </>
        ) : null}
        <th scope="col">Bằng khen</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ unit, name, rank, score, previousRank, leap }) => {
        const own = awarded.find((row) => row.unit === unit);
        return (
          <tr>
            <td class="number">{rank}</td>
            <th scope="row">{name}</th>
            <td class="number">{score === null ? '–' : scoreLabel(score)}</td>
            {isCompared ? (
              <>
                <td class="number">{previousRank ?? '–'}</td>
                <td>{leapLabel(leap)}</td>
              </>
            ) : null}
            <td>
              {own === undefined ? '' : <a href={addresses.whyOf(unit, own.campaign)}>{seatLabel(own)}</a>}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

const [leftEdge, rightEdge, labels, rowHeight, top] = [36, 130, 150, 22, 36];
const longestName = 36;

/** The places nearest to those wished, in their order, that are at least a row apart. */
function apart(wished: readonly number[]): number[] {
  const places: number[] = [];
  for (const place of wished) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + rowHeight));
  return places;
}

/** Last year's ranks on the left, this year's on the right, to one scale; a line for each unit. */
function Slopes({
  bloc,
  heading,
  changes,
}: {
  bloc: string;
  heading: string;
  changes: readonly RankChange[];
}) {
  const last = Math.max(...changes.map(({ rank, previousRank }) => Math.max(rank, previousRank ?? 0)));
  const height = Math.max(changes.length * rowHeight, 200);
  const y = (rank: number): number => Math.round(top + ((rank - 1) / Math.max(last - 1, 1)) * height);
  const names = apart(changes.map(({ rank }) => y(rank)));
  const before = changes
    .flatMap(({ previousRank }) => (previousRank === null ? [] : [previousRank]))
    .sort((one, other) => one - other);
  const numbers = apart(before.map(y));
  return (
    <Figure
      id={`hang-${bloc}`}
      title={`${heading}: hạng năm trước và năm nay`}
      description="Các đơn vị đứng đầu và tăng hạng nhiều nhất; đường nối đi lên, đậm, là tăng hạng. Mọi đơn vị ở bảng bên dưới."
      width={420}
      height={Math.max(names.at(-1) ?? 0, numbers.at(-1) ?? 0) + 14}
      table={<Changes changes={changes} />}
    >
      <text x={leftEdge - 6} y="14" text-anchor="end">
        trước
      </text>
      <text x={labels} y="14">
        năm nay
      </text>
      {before.map((rank, index) => (
        <text x={leftEdge - 6} y={(numbers[index] ?? 0) + 4} text-anchor="end">
          {rank}
        </text>
      ))}
      {changes.map((change, index) => (
        <Slope change={change} y={y} name={names[index] ?? 0} />
      ))}
    </Figure>
  );
}

function Slope({ change, y, name: at }: { change: RankChange; y: (rank: number) => number; name: number }) {
  const { rank, previousRank, leap, name } = change;
  return (
    <>
      {previousRank === null ? null : (
        <path
          class={(leap ?? 0) > 0 ? 'line' : 'aid'}
          d={`M${String(leftEdge)} ${String(y(previousRank))}L${String(rightEdge)} ${String(y(rank))}`}
        />
      )}
      <path class="thin" d={`M${String(rightEdge)} ${String(y(rank))}L${String(labels - 4)} ${String(at)}`} />
      <text x={labels} y={at + 4}>
        {rank}. {shortened(name)}
      </text>
    </>
  );
}

const shortened = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`;

const Changes = ({ changes }: { changes: readonly RankChange[] }) => (
  <ul>
    {changes.map(({ name, rank, previousRank, leap }) => (
      <li>
        {name}: năm trước {previousRank ?? 'chưa xếp hạng'}, năm nay {rank} ({leapLabel(leap)})
      </li>
    ))}
  </ul>
);
