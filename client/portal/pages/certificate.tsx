import { blocHeading, periodName, planName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { instrumentName, kindName } from '../../officials/act-words.js';
import type { Certificate } from '../../officials/certificates.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';

/** The decisions behind certificates and who signed: `Quyết định số … ngày …, CHỦ TỊCH … ký.` */
export function decisionsOf(rows: readonly Certificate[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const decisions = new Set(rows.map(({ decision }) => instrumentName(decision)));
  const signer = `${first.signsAs.replace('\n', ' / ')} ${first.signedBy}`.trim();
  return `${[...decisions].join('; ')}${signer === '' ? '' : `, ${signer} ký`}.`;
}

/** What took a certificate back; nothing where it stands. */
export const Revoked = ({ row: { revoked } }: { row: Certificate }) =>
  revoked === null ? null : (
    <strong class="bad">
      {' '}
      đã thu hồi theo {instrumentName(revoked)}
      {revoked.reason === null ? '' : `: ${revoked.reason}`}
    </strong>
  );

export interface CheckShown {
  plan: Plan;
  /** As it was typed; empty: nothing was. */
  asked: string;
  /** null: the text can be no code. */
  code: string | null;
  found: Certificate | null;
}

/** A check of a certificate's code: what the ledger has under it. */
export const certificatePage = ({ plan, asked, code, found }: CheckShown): Page => ({
  title: 'Tra cứu Bằng khen',
  body: (
    <>
      <p>
        Nhập mã ghi bên Bằng khen trong Sổ Bằng khen hoặc trang công bố để biết Bằng khen đó có thật, còn hiệu
        lực hay đã bị thu hồi.
      </p>
      <form method="get" action={addresses.certificates} role="search">
        <label for="ma">Mã Bằng khen, 12 chữ và số (có thể bỏ dấu gạch, không phân biệt chữ hoa)</label>
        <input
          id="ma"
          name="ma"
          value={asked}
          autocomplete="off"
          aria-describedby={asked === '' ? undefined : 'ket-qua'}
        />
        <button>Tra cứu</button>
      </form>
      {asked === '' ? null : <Result plan={plan} asked={asked} code={code} found={found} />}
    </>
  ),
});

function Result({ plan, asked, code, found }: CheckShown) {
  if (code === null)
    return (
      <p class="fault" id="ket-qua" role="alert">
        «{asked}» không phải là mã Bằng khen: mã có 12 chữ và số, ví dụ 7Q3M-0VNA-51KD.
      </p>
    );
  if (found === null)
    return (
      <p class="fault" id="ket-qua" role="alert">
        Không có Bằng khen nào mang mã {code}. Hãy xem lại từng chữ, số; nếu vẫn không có, Bằng khen này không
        do hệ thống ghi sổ.
      </p>
    );
  return (
    <section id="ket-qua">
      <h2>{found.name}</h2>
      {found.revoked === null ? (
        <p class="done" role="status">
          Có trong Sổ Bằng khen, còn hiệu lực.
        </p>
      ) : (
        <p class="fault" role="alert">
          Bằng khen này <Revoked row={found} />. Không còn giá trị.
        </p>
      )}
      <dl class="facts">
        <dt>Mã</dt>
        <dd class="code">{found.code}</dd>
        <dt>Tặng cho</dt>
        <dd>
          {found.name}
          {found.kind === 'individual' ? `, ${found.unitName}` : ''} ({kindName(found.kind)})
        </dd>
        <dt>Khối</dt>
        <dd>{blocHeading(plan, found.bloc)}</dd>
        <dt>Thành tích</dt>
        <dd>
          {periodName(plan, found.campaign)} – {seatLabel(found)}
        </dd>
        <dt>Quyết định</dt>
        <dd>
          {instrumentName(found.decision)}; {`${found.signsAs.replace('\n', ' / ')} ${found.signedBy}`.trim()}{' '}
          ký
        </dd>
        <dt>Căn cứ</dt>
        <dd>
          {planName(plan)}, <a href={addresses.clause(found.clause)}>mục {found.clause}</a>
        </dd>
      </dl>
    </section>
  );
}
