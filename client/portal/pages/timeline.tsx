import { formatMoment } from '../../../workflows/rules/days.js';
import type { TimelineEntry } from '../../officials/history/timeline.js';
import { addresses, auditPlace, eventPlace } from '../addresses.js';
import type { Page } from '../visit.js';
import { Wide } from './tables.js';

export interface TimelineShown {
  workflow: string;
  entries: readonly TimelineEntry[];
  /** The workflow in the Temporal UI; null where there is none. */
  ui: string | null;
  /** Why the server's own history isn't among it; null: it is. */
  away: string | null;
}

/** What happened in a workflow, in business time, and what proves it. */
export const timelinePage = ({ workflow, entries, ui, away }: TimelineShown): Page => ({
  title: `Diễn biến ${workflow}`,
  ...(entries.length === 0 && { status: 404 as const }),
  body: (
    <>
      <p>
        <a href={addresses.operators}>Vận hành</a>
        {ui === null ? null : (
          <>
            {' · '}
            <a href={ui}>Xem trong giao diện Temporal</a>
          </>
        )}
      </p>
      {away === null ? null : <p class="fault">{away}</p>}
      {entries.length === 0 ? (
        <p>
          Chưa có gì về luồng việc này. Tên có dạng campaign/MÃ/2023, summary/MÃ, dossier/MÃ/2023/đơn-vị,
          movement/MÃ, post/MÃ (MÃ là mã kế hoạch).
        </p>
      ) : (
        <Entries workflow={workflow} entries={entries} />
      )}
    </>
  ),
});

const Entries = ({ workflow, entries }: Pick<TimelineShown, 'workflow' | 'entries'>) => (
  <Wide label={`Diễn biến ${workflow}`}>
    <table class="roomy">
      <thead>
        <tr>
          <th scope="col">Lúc</th>
          <th scope="col">Việc</th>
          <th scope="col">Ai</th>
          <th scope="col">Bằng chứng</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr id={entry.audit === null ? undefined : auditPlace(entry.audit.seq)}>
            <td>{formatMoment(entry.at)}</td>
            <td class={entry.kind === 'refused' ? 'bad' : entry.kind === 'waits' ? 'wait' : undefined}>
              {entry.text}
              {entry.why === null ? null : (
                <>
                  <br />
                  <span class="muted">Lý do: {entry.why}</span>
                </>
              )}
            </td>
            <td>{entry.who ?? (entry.audit === null ? '' : 'hệ thống')}</td>
            <td>
              <Proof entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

function Proof({ entry: { audit, event } }: { entry: TimelineEntry }) {
  return (
    <>
      {audit === null ? null : <>nhật ký số {audit.seq}</>}
      {audit === null || event === null ? null : <br />}
      {event === null ? null : (
        <span id={eventPlace(event.run, event.event)} title={`lần chạy ${event.run}`}>
          sự kiện {event.event}
        </span>
      )}
    </>
  );
}
