import type { FailingEffect } from '../../../activities/records/reads/failing.js';
import type { UndeliveredMailbox } from '../../../activities/records/reads/mails.js';
import type { WorkflowStanding } from '../../engine/workflow-standing.js';
import type { Finding } from '../../engine/doctor/finding.js';
import { partNames, stateNames } from '../../officials/doctor-words.js';
import { standingWord } from '../../officials/movement-lost.js';
import { undeliveredLabel } from '../../officials/words.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Wide } from './tables.js';

/** A workflow as an operator sees it; `standing` null: the server is away. */
export interface ShownWorkflow {
  id: string;
  /** Whether it has ended as it should, by what the records hold. */
  isOver: boolean;
  standing: WorkflowStanding | null;
  /** Tries of a workflow task that fails; 0: none does. */
  tries: number;
  ui: string | null;
}

export interface OperatorsShown {
  workflows: readonly ShownWorkflow[];
  /** How many workflows of dossiers ought to run. */
  dossiers: number;
  failing: readonly FailingEffect[];
  undelivered: readonly UndeliveredMailbox[];
  /** Where the Temporal UI is; null: nowhere. */
  ui: string | null;
}

/** How the engine itself does. */
export const operatorsPage = (shown: OperatorsShown): Page => ({
  title: 'Vận hành',
  body: (
    <>
      <p>
        <a href={addresses.doctor}>Kiểm tra từng bộ phận</a> (mất vài giây)
        {shown.ui === null ? null : (
          <>
            {' · '}
            <a href={shown.ui}>Giao diện Temporal</a>
          </>
        )}
      </p>
      <h2>Luồng việc</h2>
      <Workflows workflows={shown.workflows} />
      <p>
        {shown.dossiers === 0
          ? 'Không có luồng hồ sơ nào đang mở.'
          : `${String(shown.dossiers)} luồng hồ sơ của đơn vị đang mở.`}
      </p>
      <form method="get" action={addresses.workflows}>
        <label for="ten">Xem diễn biến của luồng việc, ví dụ dossier/MÃ/2023/so-y-te</label>
        <input id="ten" name="ten" required />
        <button>Xem</button>
      </form>
      <h2>Việc đang trục trặc</h2>
      {shown.failing.length === 0 ? (
        <p class="good">Không có việc nào đang trục trặc.</p>
      ) : (
        <FailingTable {...shown} />
      )}
      <h2>Thư chưa đến</h2>
      {shown.undelivered.length === 0 ? (
        <p class="good">Mọi thư đã gửi đều đến nơi.</p>
      ) : (
        <>
          <ul>
            {shown.undelivered.map((it) => (
              <li>{undeliveredLabel(it)}</li>
            ))}
          </ul>
          <p>
            <a href={addresses.lettersOf({ 'tinh-trang': 'lost' })}>Các thư bị từ chối hoặc không rõ</a>
          </p>
        </>
      )}
    </>
  ),
});

const Workflows = ({ workflows }: Pick<OperatorsShown, 'workflows'>) => (
  <Wide label="Luồng việc">
    <table class="roomy">
      <thead>
        <tr>
          <th scope="col">Luồng việc</th>
          <th scope="col">Tình trạng</th>
          <th scope="col">Xem</th>
        </tr>
      </thead>
      <tbody>
        {workflows.map((it) => (
          <tr>
            <th scope="row">{it.id}</th>
            <td class={classOf(it)}>{wordOf(it)}</td>
            <td>
              <a href={addresses.workflow(it.id)} aria-label={`Diễn biến ${it.id}`}>
                diễn biến
              </a>
              {it.ui === null ? null : (
                <>
                  {' · '}
                  <a href={it.ui} aria-label={`${it.id} trong giao diện Temporal`}>
                    Temporal
                  </a>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

function wordOf({ isOver, standing, tries }: ShownWorkflow): string {
  if (isOver) return 'đã kết thúc, lịch sử được lưu';
  if (standing === null) return 'chưa rõ: máy chủ Temporal không trả lời';
  return `${standingWord(standing)}${tries === 0 ? '' : `, bị kẹt: đã thử ${String(tries)} lần`}`;
}

function classOf({ isOver, standing, tries }: ShownWorkflow): string {
  if (isOver) return 'good';
  if (standing === null) return 'wait';
  return standing.state === 'running' && tries === 0 ? 'good' : 'bad';
}

const FailingTable = ({ failing }: Pick<OperatorsShown, 'failing'>) => (
  <Wide label="Việc đang trục trặc">
    <table class="roomy">
      <thead>
        <tr>
          <th scope="col">Luồng việc</th>
          <th scope="col">Việc</th>
          <th scope="col">Từ lúc (giờ thật)</th>
          <th scope="col">Vì sao</th>
        </tr>
      </thead>
      <tbody>
        {failing.map(({ workflow, effect, since, why }) => (
          <tr>
            <td>
              <a href={addresses.workflow(workflow)}>{workflow}</a>
            </td>
            <td>{effect}</td>
            <td>{formatMoment(since)}</td>
            <td>{why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

const marks: Record<Finding['state'], string> = {
  ok: 'good',
  warning: 'wait',
  fault: 'bad',
  away: 'bad',
  unchecked: 'wait',
};

/** Each part, what is wrong with it and how to mend it. */
export function doctorPage({ findings }: { findings: readonly Finding[] }): Page {
  const wrong = findings.filter(({ state }) => state === 'fault' || state === 'away').length;
  return {
    title: 'Kiểm tra từng bộ phận',
    body: (
      <>
        <p>
          <a href={addresses.operators}>Vận hành</a> · <a href={addresses.doctor}>Kiểm tra lại</a>
        </p>
        <p role="status" class={wrong === 0 ? 'good' : 'bad'}>
          {wrong === 0 ? 'Không có lỗi.' : `${String(wrong)} lỗi.`}
        </p>
        <Wide label="Các bộ phận">
          <table class="roomy">
            <thead>
              <tr>
                <th scope="col">Bộ phận</th>
                <th scope="col">Tình trạng</th>
                <th scope="col">Thấy gì, làm gì</th>
              </tr>
            </thead>
            <tbody>
              {findings.map(({ part, state, text, mend }) => (
                <tr>
                  <th scope="row">{partNames[part]}</th>
                  <td class={marks[state]}>{stateNames[state]}</td>
                  <td>
                    {text}
                    {mend === null ? null : (
                      <>
                        <br />
                        <strong>→ {mend}</strong>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </>
    ),
  };
}
