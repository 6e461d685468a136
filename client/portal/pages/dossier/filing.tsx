import { officeName } from '../../../../workflows/plan/names.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { formatMoment } from '../../../../workflows/rules/days.js';
import { deadlineOf, deadlineText } from '../../../officials/dossier-deadline.js';
import { readyToFile } from '../../../officials/dossier-missing.js';
import { contentDifferences } from '../../../officials/dossier/differences.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { FormFault, LinesField } from '../offices/fields.js';
import { nothingTyped } from '../offices/typed.js';
import { contentOf, currentVersion, type DossierShown } from './shown.js';
import type { StepShown } from './steps.js';
import { typedIn } from './typed.js';

/** What was filed last and counts: its receipt. */
export const Receipt = ({ shown }: { shown: DossierShown }) => {
  const current = currentVersion(shown);
  const { pending, plan } = shown;
  return (
    <>
      {current === null ? null : (
        <section id="bien-nhan">
          <h2>Biên nhận</h2>
          <dl class="facts">
            <dt>Tiếp nhận lúc</dt>
            <dd>{formatMoment(current.receivedAt)}</dd>
            <dt>Số biên nhận</dt>
            <dd>
              <code>{current.receipt}</code>
            </dd>
            <dt>Mã hồ sơ (SHA-256)</dt>
            <dd>
              <code>{current.digest}</code>
            </dd>
            <dt>Người nộp</dt>
            <dd>{current.filedBy.person}</dd>
          </dl>
        </section>
      )}
      {pending === null ? null : (
        <p class="wait">
          Bản nộp lúc {formatMoment(pending.receivedAt)} đã được tiếp nhận (biên nhận{' '}
          <code>{pending.receipt}</code>) và được tính theo giờ ấy; quy trình xử lý chưa ghi nhận,{' '}
          {officeName(plan, 'home-affairs')} sẽ thấy khi quy trình hoạt động trở lại.
        </p>
      )}
    </>
  );
};

/** What is missing yet, what filing would change, and the acts: file, replace, withdraw. */
export const FilingStep = ({ shown, isOpen, typed }: StepShown) => {
  const { plan, campaign, standing } = shown;
  const content = contentOf(shown);
  const ready = readyToFile(content, plan, campaign);
  const current = currentVersion(shown);
  const isFiled = standing?.status === 'submitted' || standing?.status === 'accepted';
  const changes = current === null ? [] : contentDifferences(current.content, content, plan, campaign);
  return (
    <section id="nop">
      <h2>6. Kiểm tra và nộp</h2>
      <FormFault typed={typedIn(typed, 'nop')} />
      {'missing' in ready ? (
        <>
          <p class="wait">Hồ sơ còn thiếu:</p>
          <ul>
            {ready.missing.map((it) => (
              <li>{it}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="good">Hồ sơ đủ thành phần.</p>
      )}
      {current === null ? null : changes.length === 0 ? (
        <p>Bản thảo trùng với bản đã nộp.</p>
      ) : (
        <>
          <p>Bản thảo khác bản đã nộp ở:</p>
          <ul>
            {changes.map((it) => (
              <li>{it}</li>
            ))}
          </ul>
        </>
      )}
      {standing === null ? (
        <p>Chưa mở nhận hồ sơ, hoặc đơn vị không thuộc đợt này. Bản thảo được giữ để nộp khi mở.</p>
      ) : 'missing' in ready || !isOpen || (isFiled && changes.length === 0) ? null : (
        <form method="post" action={addresses.dossierPart(campaign, shown.unit.code, 'nop')}>
          <Once />
          <input type="hidden" name="thay" value={digestOf(content)} />
          <button>{isFiled ? 'Nộp bản thay' : 'Nộp hồ sơ'}</button>
          <p class="muted">
            Nộp trước {deadlineText(deadlineOf(standing))}. Đến lúc đó đơn vị còn thay hoặc rút hồ sơ được.
          </p>
        </form>
      )}
      {isOpen && isFiled ? <Withdraw shown={shown} isOpen={isOpen} typed={typed} /> : null}
    </section>
  );
};

const Withdraw = ({ shown, typed }: StepShown) => {
  const own = typedIn(typed, 'rut');
  return (
    <details id="rut-ho-so" open={own !== nothingTyped}>
      <summary>Rút hồ sơ</summary>
      <form method="post" action={addresses.dossierPart(shown.campaign, shown.unit.code, 'rut')}>
        <Once />
        <FormFault typed={own} />
        <LinesField name="ly-do" label="Lý do rút" typed={own} />
        <button>Rút hồ sơ</button>
      </form>
    </details>
  );
};
