import type { DraftNominee } from '../../../../activities/records/filings/draft-content.js';
import type { Criterion } from '../../../../workflows/plan/schema.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { FormFault, LineField, LinesField, RadioField } from '../offices/fields.js';
import { nothingTyped, type Typed } from '../offices/typed.js';
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
export function nomineePage({ dossier, nominee, typed = nothingTyped, stale }: NomineeShown): Page {
  const { campaign, unit } = dossier;
  const isIndividual = nominee.kind === 'individual';
  const address = addresses.nominee(campaign, unit.code, nominee.id);
  return {
    title: isIndividual ? 'Cá nhân đề nghị khen thưởng' : 'Tập thể đề nghị khen thưởng',
    ...(typed !== nothingTyped && { status: stale === undefined ? 422 : 409 }),
    body: (
      <>
        <p>
          <a href={`${addresses.dossier(campaign, unit.code)}#de-cu`}>Về hồ sơ của {unit.name}</a>
        </p>
        {stale === undefined ? null : <Stale stale={stale} address={address} />}
        <FormFault typed={stale === undefined ? typed : nothingTyped} />
        <form method="post" action={address} data-saves="">
          <input type="hidden" name="thay" value={nomineeDigest(nominee)} />
          <LineField
            name="ten"
            label={isIndividual ? 'Họ và tên' : 'Tên tập thể'}
            value={nominee.name}
            typed={typed}
          />
          {isIndividual ? (
            <LineField
              name="ma-nguoi"
              label="Mã người"
              value={nominee.personId}
              typed={typed}
              hint="Mã cán bộ, công chức, viên chức; không phải họ tên. Cùng một người thì cùng một mã qua các năm."
            />
          ) : null}
          {criteriaOf(dossier, nominee.kind).map((criterion) => (
            <CriterionFields criterion={criterion} nominee={nominee} typed={typed} />
          ))}
          <button>{stale === undefined ? 'Lưu bản thảo' : 'Lưu bản đang gõ, thay bản kia'}</button>{' '}
          <output></output>
          <p class="muted">Chưa đủ cũng lưu được.</p>
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
  { value: 'dat', label: 'Đạt' },
  { value: 'khong', label: 'Không đạt' },
] as const;

interface CriterionShown {
  criterion: Criterion;
  nominee: DraftNominee;
  typed: Typed;
}

const CriterionFields = ({ criterion, nominee, typed }: CriterionShown) => {
  const { code, name, clause, quote } = criterion;
  const isMet = nominee.criteria[code];
  return (
    <>
      <RadioField
        name={`tieu-chuan.${code}`}
        label={`Tiêu chuẩn: ${name} (mục ${clause})`}
        hint={quote}
        options={choices}
        value={isMet === undefined ? undefined : isMet ? 'dat' : 'khong'}
        typed={typed}
      />
      <LinesField
        name={`minh-chung.${code}`}
        label={`Minh chứng cho tiêu chuẩn “${name}”`}
        value={nominee.evidence?.[code]}
        typed={typed}
      />
    </>
  );
};
