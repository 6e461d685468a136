import type { Child } from 'hono/jsx';
import { Fault } from '../../acting.js';
import type { Typed } from './typed.js';

interface FieldOf {
  name: string;
  label: string;
  typed: Typed;
  hint?: string | undefined;
  /** What stands there before anything is typed. */
  value?: string | undefined;
  /** Of several forms on one page each has ids of its own. */
  prefix?: string | undefined;
}

const idOf = ({ name, prefix }: Pick<FieldOf, 'name' | 'prefix'>): string =>
  prefix === undefined ? name : `${prefix}-${name}`;

const valueOf = ({ typed, name, value }: FieldOf): string => typed.form.get(name) ?? value ?? '';

function describedBy(field: FieldOf): string | undefined {
  const id = idOf(field);
  const parts = [
    ...(field.hint === undefined ? [] : [`${id}-goi-y`]),
    ...(field.typed.faults[field.name] === undefined ? [] : [`${id}-loi`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

const Notes = (field: FieldOf) => {
  const fault = field.typed.faults[field.name];
  return (
    <>
      {field.hint === undefined ? null : (
        <small id={`${idOf(field)}-goi-y`} class="muted hint">
          {field.hint}
        </small>
      )}
      {fault === undefined ? null : (
        <strong id={`${idOf(field)}-loi`} class="bad field-fault">
          {fault}
        </strong>
      )}
    </>
  );
};

const isInvalid = ({ typed, name }: FieldOf): 'true' | undefined =>
  typed.faults[name] === undefined ? undefined : 'true';

/** One line of text. */
export const LineField = (field: FieldOf & { kind?: 'text' | 'number' | undefined }) => (
  <p class="field">
    <label for={idOf(field)}>{field.label}</label>
    <input
      id={idOf(field)}
      name={field.name}
      value={valueOf(field)}
      inputmode={field.kind === 'number' ? 'numeric' : undefined}
      autocomplete="off"
      aria-describedby={describedBy(field)}
      aria-invalid={isInvalid(field)}
    />
    <Notes {...field} />
  </p>
);

/** A day, typed as it is read: dd/mm/yyyy whatever language the browser has. */
export const DayField = ({ hint, ...field }: FieldOf) => (
  <LineField {...field} hint={hint ?? 'Ngày/tháng/năm, ví dụ 09/02/2024'} />
);

/** Several lines of text. */
export const LinesField = (field: FieldOf) => (
  <p class="field">
    <label for={idOf(field)}>{field.label}</label>
    <textarea
      id={idOf(field)}
      name={field.name}
      aria-describedby={describedBy(field)}
      aria-invalid={isInvalid(field)}
    >
      {valueOf(field)}
    </textarea>
    <Notes {...field} />
  </p>
);

/** One of a few. */
export const SelectField = ({
  options,
  ...field
}: FieldOf & { options: readonly { value: string; label: string }[] }) => (
  <p class="field">
    <label for={idOf(field)}>{field.label}</label>
    <select
      id={idOf(field)}
      name={field.name}
      aria-describedby={describedBy(field)}
      aria-invalid={isInvalid(field)}
    >
      {options.map(({ value, label }) => (
        <option value={value} selected={value === valueOf(field)}>
          {label}
        </option>
      ))}
    </select>
    <Notes {...field} />
  </p>
);

/** A choice of a few, each seen at once. */
export const RadioField = ({
  options,
  ...field
}: FieldOf & { options: readonly { value: string; label: Child }[] }) => (
  <fieldset aria-describedby={describedBy(field)}>
    <legend>{field.label}</legend>
    {options.map(({ value, label }) => {
      const id = `${idOf(field)}-${value}`;
      return (
        <p class="choice">
          <input type="radio" id={id} name={field.name} value={value} checked={value === valueOf(field)} />
          <label for={id}>{label}</label>
        </p>
      );
    })}
    <Notes {...field} />
  </fieldset>
);

/** Above a form that is shown again: why it was not taken, or that fields are at fault. */
export const FormFault = ({ typed }: { typed: Typed }) => {
  const count = Object.keys(typed.faults).length;
  const sentence =
    typed.sentence ??
    (count === 0 ? undefined : `Chưa ghi gì: có ${String(count)} chỗ cần sửa, nêu cạnh từng ô.`);
  return <Fault sentence={sentence} />;
};
