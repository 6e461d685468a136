import type { DossierStatus } from '../../../../workflows/api/views.js';
import { statusNames } from '../../../../workflows/api/names.js';
import { campaignName, officeName } from '../../../../workflows/plan/names.js';
import { formatDay, formatMoment } from '../../../../workflows/rules/days.js';
import { deadlineOf, deadlineText } from '../../../officials/dossier-deadline.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { FilingStep, Receipt } from './filing.js';
import { History } from './history.js';
import type { DossierShown } from './shown.js';
import {
  CommendationsStep,
  CommonDocumentsStep,
  DifficultiesStep,
  LaunchPlanStep,
  NomineesStep,
} from './steps.js';
import type { TypedForm } from './typed.js';

/** A unit's dossier in a campaign, step by step; `typed`: a form that was not taken. */
export function dossierPage(shown: DossierShown, typed?: TypedForm): Page {
  const isOpen = isOpenFor(shown);
  const step = { shown, isOpen, typed };
  return {
    title: `Hồ sơ của ${shown.unit.name}`,
    ...(typed !== undefined && { status: 422 }),
    body: (
      <div data-live="">
        <Standing shown={shown} />
        <Receipt shown={shown} />
        <LaunchPlanStep {...step} />
        <CommonDocumentsStep {...step} />
        <NomineesStep {...step} />
        <CommendationsStep {...step} />
        <DifficultiesStep {...step} />
        {shown.isOwn ? <FilingStep {...step} /> : null}
        <History shown={shown} />
      </div>
    ),
  };
}

/** Whether the unit may still prepare and file: before filing opens, too. */
const isOpenFor = ({ isOwn, standing, now }: DossierShown): boolean =>
  isOwn && (standing === null || (!standing.isOver && now < deadlineOf(standing)));

/** Whether it is the unit's turn: nothing was filed, or it was given back. */
const isWithUnit = (status: DossierStatus): boolean => !['submitted', 'accepted'].includes(status);

const Standing = ({ shown }: { shown: DossierShown }) => {
  const { plan, campaign, standing, draft, now } = shown;
  return (
    <>
      <p>
        <a href={addresses.campaign(campaign)}>{upper(campaignName(plan, campaign))}</a>
        {shown.isOwn || standing === null ? null : (
          <>
            {' · '}
            <a href={addresses.review(campaign, shown.unit.code)}>Xem để xét</a>
          </>
        )}
      </p>
      {standing === null ? (
        <p>
          <strong>Chưa mở nhận hồ sơ.</strong>
        </p>
      ) : (
        <p>
          <strong>Trạng thái: {statusNames[standing.status]}.</strong> Hạn nộp: trước{' '}
          {deadlineText(deadlineOf(standing))}.
          {now >= deadlineOf(standing) && !standing.isOver && isWithUnit(standing.status)
            ? ` Đã hết hạn; ${officeName(plan, 'home-affairs')} có thể gia hạn khi có lý do.`
            : ''}
        </p>
      )}
      <Returned shown={shown} />
      {draft === null ? null : (
        <p class="muted">
          Bản thảo lưu lúc {formatMoment(draft.savedAt)}
          {draft.savedBy === null ? '' : `, người lưu ${draft.savedBy}`}.
        </p>
      )}
    </>
  );
};

/** Why it was given back or turned down, where it stands so. */
const Returned = ({ shown: { standing, acts, plan } }: { shown: DossierShown }) => {
  if (standing?.status !== 'returned' && standing?.status !== 'rejected') return null;
  const wanted = standing.status === 'returned' ? 'return' : 'reject';
  const act = acts.findLast(({ decision, refusal }) => decision === wanted && refusal === null);
  if (act === undefined) return null;
  return (
    <p class="fault" id="ly-do-tra-lai">
      <strong>
        {officeName(plan, 'home-affairs')} {wanted === 'return' ? 'trả lại' : 'từ chối'} hồ sơ.
      </strong>{' '}
      Lý do: {act.reason}
      {act.completeBy === null ? '' : ` – hoàn thiện đến hết ngày ${formatDay(act.completeBy)}`}.
    </p>
  );
};

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
