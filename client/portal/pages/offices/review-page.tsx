import type { DossierAct, DossierVersion } from '../../../../activities/records/reads/dossier-history.js';
import type { UnitDossier } from '../../../../activities/records/reads/unit-dossier.js';
import { actNames } from '../../../../workflows/api/act-names.js';
import type { Nominee, Office } from '../../../../workflows/api/messages.js';
import { refusalSentence } from '../../../../workflows/api/refusal-sentences.js';
import { blocName } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Day, Plan } from '../../../../workflows/plan/schema.js';
import { formatDay, formatMoment } from '../../../../workflows/rules/days.js';
import { beforeMoment, kindName } from '../../../officials/act-words.js';
import { statusLabel } from '../../../language/names.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { OwnMark, statusMark } from './dossiers-page.js';
import { DayField, FormFault, LinesField, RadioField } from './fields.js';
import { OfficeMenu } from './menu.js';
import type { Typed } from './typed.js';

export interface ReviewShown {
  plan: Plan;
  campaign: CampaignKey;
  isOver: boolean;
  office: Office;
  dossier: UnitDossier;
  completeBy: Day | null;
  versions: readonly DossierVersion[];
  acts: readonly DossierAct[];
  /** Digests of documents whose file is kept. */
  kept: ReadonlySet<string>;
  typed: Typed;
}

/** One dossier as it was filed, its files beside, and what Home Affairs decides on it. */
export function reviewPage(shown: ReviewShown): Page {
  const { plan, campaign, office, dossier, versions } = shown;
  const current = versions.find(({ receipt }) => receipt === dossier.receipt);
  return {
    title: `Hồ sơ của ${dossier.unitName}`,
    body: (
      <div data-live="">
        <OfficeMenu campaign={campaign} office={office} />
        <p>
          {campaignTitle(plan, campaign)}, {blocName(plan, dossier.bloc)}.
          <OwnMark plan={plan} unit={dossier.unit} />
        </p>
        <FormFault typed={shown.typed} />
        <Standing {...shown} />
        {current === undefined ? (
          <p>Đơn vị chưa nộp bản nào: chưa có gì để xét.</p>
        ) : (
          <>
            <Filed shown={shown} version={current} />
            {office === 'home-affairs' && !shown.isOver ? <Decide shown={shown} version={current} /> : null}
          </>
        )}
        <Others versions={versions.filter((it) => it !== current)} />
        <Acts plan={plan} acts={shown.acts} />
      </div>
    ),
  };
}

const Standing = ({ dossier, completeBy }: ReviewShown) => (
  <dl class="facts">
    <dt>Trạng thái</dt>
    <dd>
      <span class={statusMark(dossier.status)}>{statusLabel(dossier.status)}</span>
    </dd>
    <dt>Hạn nộp</dt>
    <dd>
      {beforeMoment(dossier.cutoff)}
      {completeBy === null ? '' : `; hoàn thiện đến hết ngày ${formatDay(completeBy)}`}
    </dd>
    <dt>Kế hoạch phát động</dt>
    <dd>
      {dossier.launchPlan === null ? (
        <span class="bad">chưa có trong sổ</span>
      ) : (
        <span class="good">
          số {dossier.launchPlan.number} ngày {formatDay(dossier.launchPlan.date)}
        </span>
      )}
    </dd>
  </dl>
);

function Filed({ shown, version }: { shown: ReviewShown; version: DossierVersion }) {
  const { plan, campaign, dossier, kept } = shown;
  const { nominees, documents } = version.content;
  const criteria = (campaign === 'summary' ? plan.summary : plan.annual).criteria;
  const names = new Map(nominees.map((it) => [it.id, it.name]));
  return (
    <>
      <h2>Bản đã nộp</h2>
      <p>
        Nhận lúc {formatMoment(version.receivedAt)}; biên nhận <code>{version.receipt}</code>; người nộp{' '}
        {version.filedBy.person}; mã SHA-256 <code>{version.digest}</code>.
      </p>
      <h3>Đề nghị khen thưởng ({nominees.length})</h3>
      {nominees.map((nominee) => (
        <NomineePart nominee={nominee} criteria={criteria[nominee.kind]} />
      ))}
      <h3>Tài liệu ({documents.length})</h3>
      {documents.length === 0 ? <p>Không có tài liệu nào.</p> : null}
      <ul>
        {documents.map(({ component, title, nominee, digest }) => (
          <li>
            {plan.dossier.find(({ code }) => code === component)?.name ?? component}: {title}
            {nominee === undefined ? '' : ` – ${names.get(nominee) ?? nominee}`}
            <br />
            {digest === undefined ? (
              <span class="bad">chưa có tệp kèm theo</span>
            ) : (
              <>
                {kept.has(digest) ? (
                  <a href={addresses.reviewFile(campaign, dossier.unit, digest)}>Tải tệp về</a>
                ) : (
                  <span class="bad">tệp không có trong kho</span>
                )}{' '}
                <small>
                  SHA-256 <code>{digest}</code>
                </small>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A nominee with the criteria that the unit ticked. */
const NomineePart = ({
  nominee,
  criteria,
}: {
  nominee: Pick<Nominee, 'name' | 'kind' | 'criteria' | 'evidence'>;
  criteria: Plan['annual']['criteria']['collective'];
}) => (
  <>
    <p>
      <strong>{nominee.name}</strong> ({kindName(nominee.kind)})
    </p>
    <ul>
      {criteria.map(({ code, name, clause }) => {
        const isMet = nominee.criteria[code] === true;
        const evidence = nominee.evidence?.[code];
        return (
          <li>
            <span class={isMet ? 'good' : 'bad'}>{name}</span>{' '}
            <small>
              ({isMet ? 'đơn vị xác nhận đạt' : 'chưa đạt'}, mục{' '}
              <a href={addresses.clause(clause)}>{clause}</a>)
            </small>
            {evidence === undefined ? null : <> – minh chứng: {evidence}</>}
          </li>
        );
      })}
    </ul>
  </>
);

const decisions = [
  { value: 'accept', label: 'Chấp nhận' },
  { value: 'return', label: 'Trả lại để hoàn thiện' },
  { value: 'reject', label: 'Từ chối' },
];

const Decide = ({ shown, version }: { shown: ReviewShown; version: DossierVersion }) => {
  const { campaign, dossier, typed } = shown;
  return (
    <>
      <h2>Xét hồ sơ</h2>
      <form method="post" action={addresses.review(campaign, dossier.unit)}>
        <Once />
        <input type="hidden" name="ban" value={version.digest} />
        <RadioField name="quyet-dinh" label="Quyết định" options={decisions} typed={typed} />
        <LinesField
          name="ly-do"
          label="Lý do"
          hint="Bắt buộc khi trả lại hoặc từ chối; đơn vị đọc được lý do này."
          typed={typed}
        />
        <DayField
          name="hoan-thien"
          label="Khi trả lại: ngày cuối để hoàn thiện"
          hint="Ngày/tháng/năm, ví dụ 20/02/2024; hết ngày này hồ sơ vẫn còn trong hạn."
          typed={typed}
        />
        <LinesField
          name="vuot"
          label="Khi ngày ấy muộn hơn hạn công bố: vì sao"
          hint="Chỉ ghi khi thật sự cần."
          typed={typed}
        />
        <button>Ghi kết quả xét</button>
      </form>
    </>
  );
};

const Others = ({ versions }: { versions: readonly DossierVersion[] }) =>
  versions.length === 0 ? null : (
    <>
      <h2>Các bản khác</h2>
      <ul>
        {versions.map(({ receivedAt, receipt, refused }) => (
          <li>
            {formatMoment(receivedAt)}, biên nhận <code>{receipt}</code>
            {refused === null ? '' : ' – không được nhận'}
          </li>
        ))}
      </ul>
    </>
  );

const decided = { accept: 'chấp nhận', return: 'trả lại', reject: 'từ chối' } as const;

function Acts({ plan, acts }: { plan: Plan; acts: readonly DossierAct[] }) {
  if (acts.length === 0) return null;
  return (
    <>
      <h2>Diễn biến</h2>
      <ul>
        {acts.map((act) => (
          <li>
            {formatMoment(Date.parse(act.at))}: {actNames.get(act.act) ?? act.act}
            {act.decision === null ? '' : `: ${decided[act.decision]}`}
            {act.holder === null ? '' : ` – ${act.holder}`}
            {act.refusal === null ? '' : ` – không nhận: ${refusalSentence(plan, act.refusal)}`}
            {act.reason === null ? '' : ` – lý do: ${act.reason}`}
            {act.completeBy === null ? '' : ` – hoàn thiện đến hết ngày ${formatDay(act.completeBy)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
