import type { DraftNominee } from '../../../../activities/records/filings/draft-content.js';
import type { Criterion } from '../../../../workflows/plan/schema.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { Field, FormFault, TextField, type Typed } from './field.js';
import type { Dossier } from './shown.js';

export interface NomineeShown {
  dossier: Dossier;
  /** As the draft has it. */
  nominee: DraftNominee;
  typed?: Typed | undefined;
  /** Somebody saved other words meanwhile: what differs in theirs from what was typed, and whose they are. */
  stale?: { differences: readonly string[]; by: string | null } | undefined;
}

/** What a form's words are held against when they are saved. */
export const nomineeDigest = (nominee: DraftNominee | undefined): string => digestOf(nominee ?? null);

/** The criteria by which a nominee of this kind is proposed. */
export const criteriaOf = ({ plan, campaign }: Dossier, kind: DraftNominee['kind']): readonly Criterion[] =>
  (campaign === 'summary' ? plan.summary : plan.annual).criteria[kind];

/** One nominee: name, criteria ticked, what shows each. Saved as it is, complete or not. */
export function nomineePage({ dossier, nominee, typed, stale }: NomineeShown): Page {
  const { campaign, unit } = dossier;
  const isIndividual = nominee.kind === 'individual';
  const back = `${addresses.dossier(campaign, unit.code)}#de-cu`;
  const address = addresses.nominee(campaign, unit.code, nominee.id);
  return {
    title: isIndividual ? 'Cá nhân đề nghị khen thưởng' : 'Tập thể đề nghị khen thưởng',
    ...(typed !== undefined && { status: stale === undefined ? 422 : 409 }),
    body: (
      <>
        <p>
          <a href={back}>Về hồ sơ của {unit.name}</a>
        </p>
        {stale === undefined ? null : <Stale stale={stale} address={address} />}
        <FormFault typed={typed} form="de-cu" />
        <form method="post" action={address} data-saves="">
          <input type="hidden" name="thay" value={nomineeDigest(nominee)} />
          <Field
            name="ten"
            label={isIndividual ? 'Họ và tên' : 'Tên tập thể'}
            value={nominee.name}
            typed={typed}
            most={300}
          />
          {isIndividual ? (
            <Field
              name="ma-nguoi"
              label="Mã người"
              value={nominee.personId}
              typed={typed}
              most={64}
              hint="Mã cán bộ, công chức, viên chức; không phải họ tên. Cùng một người thì cùng một mã qua các năm."
            />
          ) : null}
          {criteriaOf(dossier, nominee.kind).map((criterion) => (
            <CriterionFields criterion={criterion} nominee={nominee} typed={typed} />
          ))}
          <button>{stale === undefined ? 'Lưu bản thảo' : 'Lưu bản đang gõ, thay bản kia'}</button>{' '}
          <output></output>
          <p class="muted">Chưa đủ cũng lưu được; những gì đang gõ được tự lưu sau vài giây.</p>
        </form>
        <form method="post" action={`${address}/bo`}>
          <input type="hidden" name="thay" value={nomineeDigest(nominee)} />
          <button>Bỏ đề cử này</button>
        </form>
      </>
    ),
  };
}

const Stale = ({ stale, address }: { stale: NonNullable<NomineeShown['stale']>; address: string }) => (
  <section class="fault" role="alert">
    <h2>Có người vừa sửa phần này</h2>
    <p>
      {stale.by === null ? 'Bản đang lưu' : `Bản do ${stale.by} vừa lưu`} khác với bản đang gõ ở những chỗ sau
      (bản kia → bản đang gõ). Chưa ghi đè gì.
    </p>
    <ul>
      {stale.differences.map((it) => (
        <li>{it}</li>
      ))}
    </ul>
    <p>
      <a href={address}>Bỏ bản đang gõ, lấy bản kia</a>
    </p>
  </section>
);

const choices = [
  ['dat', 'Đạt', true],
  ['khong', 'Không đạt', false],
] as const;

interface CriterionShown {
  criterion: Criterion;
  nominee: DraftNominee;
  typed: Typed | undefined;
}

const CriterionFields = ({ criterion, nominee, typed }: CriterionShown) => {
  const { code, name, clause, quote } = criterion;
  const kept = choices.find(([, , isMet]) => isMet === nominee.criteria[code])?.[0];
  const chosen = typed === undefined ? kept : typed.values.get(`tieu-chuan.${code}`);
  return (
    <fieldset>
      <legend>
        Tiêu chuẩn: {name} (mục {clause})
      </legend>
      <p class="muted">{quote}</p>
      {choices.map(([value, label]) => (
        <label>
          <input type="radio" name={`tieu-chuan.${code}`} value={value} checked={chosen === value} /> {label}
        </label>
      ))}
      <TextField
        name={`minh-chung.${code}`}
        label={`Minh chứng cho tiêu chuẩn “${name}”`}
        value={nominee.evidence?.[code]}
        typed={typed}
      />
    </fieldset>
  );
};
