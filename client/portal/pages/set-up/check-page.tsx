import type { SetUpChange } from '../../../../activities/reference/setup/difference.js';
import type { SetUpWarning } from '../../../../activities/reference/setup/faults.js';
import { headerOf, type Part, parts } from '../../../../activities/reference/setup/sheets.js';
import type { SetUpShown as Proposal } from '../../../officials/set-up.js';
import { countsLine, kindNames, partNames, sizeLine, valueName } from '../../../officials/set-up-words.js';
import { Once } from '../../acting.js';
import type { Page } from '../../visit.js';
import { FormFault, LinesField } from '../offices/fields.js';
import type { Typed } from '../offices/typed.js';
import { Wide } from '../tables.js';
import { faultText, sheetTitle } from './fault-text.js';
import type { SetUpPlaces } from './set-up-page.js';

export interface CheckShown {
  proposal: Proposal;
  places: SetUpPlaces;
  /** The file as it came, base64url: what is applied is what was shown. */
  file: { name: string; content: string };
  /** Why it may not be applied here; null: it may. */
  refusal: string | null;
  /** A reason is asked of who sets up what others act by; not of the first. */
  asksReason: boolean;
  typed: Typed;
}

/** A set-up as it would be applied: each change of what stands, before anything is written. */
export function setUpCheckPage(shown: CheckShown): Page {
  const { proposal, places, refusal, typed } = shown;
  const { changes, warnings, setUp } = proposal;
  return {
    title: 'Thiết lập: xem lại trước khi áp dụng',
    ...((refusal !== null || typed.sentence !== undefined || Object.keys(typed.faults).length > 0) && {
      status: 422 as const,
    }),
    body: (
      <>
        <FormFault typed={refusal === null ? typed : { ...typed, sentence: refusal }} />
        <p>
          Tệp “{shown.file.name}” có {sizeLine(setUp)}. Chưa thay đổi gì.
        </p>
        <Warnings warnings={warnings} />
        {changes.length === 0 ? (
          <p>Không khác những gì đang có.</p>
        ) : (
          parts.map((part) => <Changes part={part} changes={changes.filter((it) => it.part === part)} />)
        )}
        {changes.length === 0 || refusal !== null ? null : <ApplyForm {...shown} />}
        <p>
          <a href={places.page}>Thôi, chọn tệp khác</a>
        </p>
      </>
    ),
  };
}

const ApplyForm = ({ proposal, places, file, asksReason, typed }: CheckShown) => (
  <form method="post" action={places.apply}>
    <Once />
    <input type="hidden" name="ten" value={file.name} />
    <input type="hidden" name="tep" value={file.content} />
    <input type="hidden" name="ma" value={proposal.digest} />
    <input type="hidden" name="dang-co" value={proposal.standing} />
    {asksReason ? (
      <LinesField
        name="ly-do"
        label="Lý do, được ghi sổ"
        hint="Ví dụ: Quyết định 15/QĐ-UBND về sáp nhập đơn vị"
        typed={typed}
      />
    ) : null}
    <button>Áp dụng</button>
  </form>
);

/** Of each sort so many are told; the others are counted. */
const mostTold = 20;

function Warnings({ warnings }: { warnings: readonly SetUpWarning[] }) {
  if (warnings.length === 0) return null;
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return (
    <section class="flag">
      <p>Lưu ý (vẫn áp dụng được):</p>
      <ul>
        {codes.flatMap((code) => {
          const same = warnings.filter((it) => it.code === code);
          const rest = same.length - mostTold;
          return [
            ...same.slice(0, mostTold).map((it) => <li>{faultText(it)}</li>),
            ...(rest > 0 ? [<li>… và {rest} trường hợp nữa như vậy.</li>] : []),
          ];
        })}
      </ul>
    </section>
  );
}

function Changes({ part, changes }: { part: Part; changes: readonly SetUpChange[] }) {
  if (changes.length === 0) return null;
  const added = changes.filter(({ kind }) => kind === 'added');
  const others = changes.filter(({ kind }) => kind !== 'added');
  const label = `${capital(sheetTitle(part))}: ${countsLine(changes)}`;
  return (
    <>
      <h2>{label}</h2>
      {others.length === 0 ? null : (
        <Wide label={`${label}: sửa, kết thúc, bỏ`}>
          <table class="roomy">
            <thead>
              <tr>
                <th scope="col">Việc</th>
                <th scope="col">Dòng</th>
                <th scope="col">Trước → nay</th>
              </tr>
            </thead>
            <tbody>
              {others.map((it) => (
                <tr>
                  <td>{kindNames[it.kind]}</td>
                  <td>
                    {it.name} <span class="muted">({it.key})</span>
                  </td>
                  <td>{it.kind === 'removed' ? '' : fieldsText(it)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {added.length === 0 ? null : (
        <details open={added.length <= mostTold}>
          <summary>
            Thêm {added.length} {partNames[part]}
          </summary>
          <ul>
            {added.map((it) => (
              <li>
                {it.name} <span class="muted">({it.key})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const fieldsText = ({ part, fields }: SetUpChange): string =>
  fields
    .map(({ field, from, to }) => `${headerOf(part, field)}: ${valueName(from)} → ${valueName(to)}`)
    .join('; ');
