import type { DraftNominee } from '../../../../activities/records/filings/draft-content.js';
import { officeName } from '../../../../workflows/plan/names.js';
import type { Component, Criterion } from '../../../../workflows/plan/schema.js';
import { formatDay, formatMoment } from '../../../../workflows/rules/days.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { documentsAt, FileLine, FileRules, UploadPlace } from './documents.js';
import { DayField, FormFault, LineField, LinesField } from '../offices/fields.js';
import { dayValue, nothingTyped } from '../offices/typed.js';
import { contentOf, type DossierShown } from './shown.js';
import { type TypedForm, typedIn } from './typed.js';

export interface StepShown {
  shown: DossierShown;
  /** Whether the visitor may change something now. */
  isOpen: boolean;
  typed?: TypedForm | undefined;
}

const part = ({ campaign, unit }: DossierShown, name: string): string =>
  addresses.dossierPart(campaign, unit.code, name);

/** V.1: the unit's own launch plan, by its number and day. */
export const LaunchPlanStep = ({ shown, typed }: StepShown) => {
  const { launchPlan, isOwn, standing } = shown;
  const own = typedIn(typed, 'ke-hoach');
  return (
    <section id="ke-hoach">
      <h2>1. Kế hoạch phát động phong trào của đơn vị</h2>
      {launchPlan === null ? (
        <p class="wait">Chưa báo kế hoạch phát động.</p>
      ) : (
        <p class="good">
          Số {launchPlan.number}, ngày {formatDay(launchPlan.date)}.
        </p>
      )}
      {!isOwn || standing?.isOver === true ? null : (
        <details id="sua-ke-hoach" open={launchPlan === null || own !== nothingTyped}>
          <summary>{launchPlan === null ? 'Báo kế hoạch' : 'Sửa số, ngày kế hoạch'}</summary>
          <form method="post" action={part(shown, 'ke-hoach')}>
            <Once />
            <FormFault typed={own} />
            <LineField name="so" label="Số kế hoạch" value={launchPlan?.number} typed={own} />
            <DayField name="ngay" label="Ngày ban hành" value={dayValue(launchPlan?.date)} typed={own} />
            <button>Ghi nhận kế hoạch</button>
          </form>
        </details>
      )}
    </section>
  );
};

/** IV.2: what the dossier holds once: the request, the minutes. */
export const CommonDocumentsStep = ({ shown, isOpen, typed }: StepShown) => (
  <section id="tai-lieu">
    <h2>2. Tài liệu chung của hồ sơ</h2>
    {isOpen ? <FileRules /> : null}
    {shown.plan.dossier
      .filter(({ per }) => per === 'dossier')
      .map((component) => (
        <div>
          <h3>{component.name}</h3>
          <p class="muted">
            {component.text} (mục {component.clause})
          </p>
          <Place shown={shown} isOpen={isOpen} typed={typed} component={component} />
        </div>
      ))}
  </section>
);

interface PlaceShown extends StepShown {
  component: Component;
  nominee?: DraftNominee;
}

const Place = ({ shown, isOpen, typed, component, nominee }: PlaceShown) => {
  const content = contentOf(shown);
  const place = { component: component.code, nominee: nominee?.id };
  const whose = nominee === undefined ? '' : ` của ${nominee.name === '' ? 'đề cử này' : nominee.name}`;
  const isMeant =
    typed?.of === 'tai-lieu' &&
    typed.form.get('thanh-phan') === place.component &&
    (typed.form.get('de-cu') ?? '') === (place.nominee ?? '');
  if (isOpen)
    return (
      <UploadPlace
        dossier={shown}
        content={content}
        place={place}
        label={`${component.name}${whose}`}
        files={shown.files}
        fault={isMeant ? typed.sentence : undefined}
      />
    );
  const there = documentsAt(content, place);
  if (there.length === 0) return <p class="wait">Chưa có.</p>;
  return (
    <ul>
      {there.map((document) => (
        <li>
          <FileLine dossier={shown} document={document} files={shown.files} />
        </li>
      ))}
    </ul>
  );
};

/** Who is proposed, by which criteria, each with his report. */
export const NomineesStep = ({ shown, isOpen, typed }: StepShown) => {
  const { nominees } = contentOf(shown);
  const hasCollective = nominees.some(({ kind }) => kind === 'collective');
  return (
    <section id="de-cu">
      <h2>3. Tập thể, cá nhân đề nghị khen thưởng</h2>
      {nominees.length === 0 ? <p class="wait">Chưa đề nghị ai.</p> : null}
      {nominees.map((nominee) => (
        <NomineeCard shown={shown} isOpen={isOpen} typed={typed} nominee={nominee} />
      ))}
      {isOpen ? (
        <form method="post" action={part(shown, 'de-cu')}>
          <FormFault typed={typedIn(typed, 'de-cu')} />
          {hasCollective ? null : (
            <button name="loai" value="collective">
              Thêm tập thể
            </button>
          )}{' '}
          <button name="loai" value="individual">
            Thêm cá nhân
          </button>
        </form>
      ) : null}
    </section>
  );
};

const NomineeCard = ({ shown, isOpen, typed, nominee }: StepShown & { nominee: DraftNominee }) => {
  const { plan, campaign, unit } = shown;
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  const address = addresses.nominee(campaign, unit.code, nominee.id);
  return (
    <article>
      <h3>
        {nominee.kind === 'collective' ? 'Tập thể' : 'Cá nhân'}:{' '}
        {nominee.name === '' ? 'chưa ghi tên' : nominee.name}
      </h3>
      {nominee.kind === 'collective' ? null : (
        <p class="muted">
          Mã người:{' '}
          {nominee.personId === undefined || nominee.personId === '' ? 'chưa ghi' : nominee.personId}
        </p>
      )}
      <ul>
        {criteria[nominee.kind].map((criterion) => (
          <CriterionLine criterion={criterion} nominee={nominee} />
        ))}
      </ul>
      {isOpen ? (
        <p>
          <a href={address}>
            Sửa tên, tiêu chuẩn, minh chứng
            {nominee.name === '' ? '' : ` của ${nominee.name}`}
          </a>
        </p>
      ) : null}
      {plan.dossier
        .filter(({ per }) => per === 'nominee')
        .map((component) => (
          <div>
            <h4>{component.name}</h4>
            <Place shown={shown} isOpen={isOpen} typed={typed} component={component} nominee={nominee} />
          </div>
        ))}
    </article>
  );
};

const CriterionLine = ({ criterion, nominee }: { criterion: Criterion; nominee: DraftNominee }) => {
  const isMet = nominee.criteria[criterion.code];
  const evidence = nominee.evidence?.[criterion.code] ?? '';
  return (
    <li>
      <span class={isMet === undefined ? 'wait' : isMet ? 'good' : 'bad'}>
        {isMet === undefined ? 'Chưa đánh giá' : isMet ? 'Đạt' : 'Không đạt'}
      </span>
      : {criterion.name} (mục {criterion.clause}){evidence === '' ? null : <> – minh chứng: {evidence}</>}
    </li>
  );
};

/** III.2.a: how many Giấy khen the unit's head gave. */
export const CommendationsStep = ({ shown, typed }: StepShown) => {
  const { commendations, isOwn, standing, plan } = shown;
  const own = typedIn(typed, 'giay-khen');
  return (
    <section id="giay-khen">
      <h2>4. Giấy khen của Thủ trưởng đơn vị</h2>
      {commendations === null ? (
        <p class="wait">Chưa báo số Giấy khen đã tặng.</p>
      ) : (
        <p class="good">
          {commendations.collectives} tập thể, {commendations.individuals} cá nhân
          {commendations.document === null
            ? ''
            : ` (văn bản số ${commendations.document.number}, ngày ${formatDay(commendations.document.date)})`}
          .
        </p>
      )}
      {!isOwn || standing?.isOver === true ? null : (
        <details id="sua-giay-khen" open={own !== nothingTyped}>
          <summary>{commendations === null ? 'Báo số Giấy khen' : 'Báo lại; số mới thay số cũ'}</summary>
          <form method="post" action={part(shown, 'giay-khen')}>
            <Once />
            <FormFault typed={own} />
            <LineField
              name="tap-the"
              label="Số tập thể"
              kind="number"
              value={commendations?.collectives.toString()}
              typed={own}
            />
            <LineField
              name="ca-nhan"
              label="Số cá nhân"
              kind="number"
              value={commendations?.individuals.toString()}
              typed={own}
            />
            <LineField
              name="so-van-ban"
              label="Số văn bản báo cáo (nếu có)"
              value={commendations?.document?.number}
              typed={own}
            />
            <DayField
              name="ngay-van-ban"
              label="Ngày văn bản (nếu có)"
              value={dayValue(commendations?.document?.date)}
              typed={own}
            />
            <button>Báo số Giấy khen</button>
          </form>
          <p class="muted">{officeName(plan, 'home-affairs')} tổng hợp số liệu này.</p>
        </details>
      )}
    </section>
  );
};

/** V: what the unit found difficult. */
export const DifficultiesStep = ({ shown, typed }: StepShown) => {
  const { difficulties, isOwn, plan } = shown;
  const own = typedIn(typed, 'kho-khan');
  return (
    <section id="kho-khan">
      <h2>5. Khó khăn, vướng mắc</h2>
      {difficulties.length === 0 ? <p>Chưa có phản ánh nào.</p> : null}
      <ul>
        {difficulties.map(({ text, reportedAt }) => (
          <li>
            {formatMoment(reportedAt)}: {text}
          </li>
        ))}
      </ul>
      {isOwn ? (
        <details id="sua-kho-khan" open={own !== nothingTyped}>
          <summary>Gửi phản ánh</summary>
          <form method="post" action={part(shown, 'kho-khan')}>
            <Once />
            <FormFault typed={own} />
            <LinesField
              name="phan-anh"
              label="Nội dung khó khăn, vướng mắc"
              typed={own}
              hint={`${officeName(plan, 'home-affairs')} tổng hợp, trình cấp có thẩm quyền xem xét.`}
            />
            <button>Gửi phản ánh</button>
          </form>
        </details>
      ) : null}
    </section>
  );
};
