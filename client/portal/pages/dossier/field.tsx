import type { Child } from 'hono/jsx';

/** A form as it was sent and not taken: what was typed, what is wrong in which field, what is wrong with the whole. */
export interface Typed {
  /** Which form of the page. */
  form: string;
  values: URLSearchParams;
  /** By the field's name. */
  faults: Readonly<Record<string, string>>;
  sentence?: string | undefined;
}

interface FieldShown {
  name: string;
  label: string;
  /** What stands there where nothing was typed. */
  value?: string | undefined;
  typed?: Typed | undefined;
  hint?: string | undefined;
}

const idOf = (name: string): string => `muc-${name.replace(/[^A-Za-z0-9-]/g, '-')}`;
const valueOf = ({ name, value, typed }: FieldShown): string => typed?.values.get(name) ?? value ?? '';

const Around = ({ name, label, typed, hint, children }: FieldShown & { children: Child }) => {
  const fault = typed?.faults[name];
  return (
    <p>
      <label for={idOf(name)}>{label}</label>
      {children}
      {hint === undefined ? null : (
        <small class="muted" id={`${idOf(name)}-y`}>
          {hint}
        </small>
      )}
      {fault === undefined ? null : (
        <strong class="bad" id={`${idOf(name)}-loi`}>
          {fault}
        </strong>
      )}
    </p>
  );
};

const described = ({ name, typed, hint }: FieldShown) => {
  const isFaulty = typed?.faults[name] !== undefined;
  const by = [hint === undefined ? '' : `${idOf(name)}-y`, isFaulty ? `${idOf(name)}-loi` : ''].filter(
    Boolean,
  );
  return {
    'aria-invalid': isFaulty ? ('true' as const) : undefined,
    'aria-describedby': by.length === 0 ? undefined : by.join(' '),
  };
};

/** One line, a number, a day. */
export const Field = (shown: FieldShown & { type?: 'text' | 'date' | 'number'; most?: number }) => (
  <Around {...shown}>
    <input
      id={idOf(shown.name)}
      name={shown.name}
      type={shown.type ?? 'text'}
      value={valueOf(shown)}
      maxlength={shown.most}
      min={shown.type === 'number' ? 0 : undefined}
      {...described(shown)}
    />
  </Around>
);

/** Several lines. */
export const TextField = (shown: FieldShown) => (
  <Around {...shown}>
    <textarea id={idOf(shown.name)} name={shown.name} maxlength={2000} {...described(shown)}>
      {valueOf(shown)}
    </textarea>
  </Around>
);

/** What is wrong with a form as a whole, above its fields. */
export const FormFault = ({ typed, form }: { typed: Typed | undefined; form: string }) => {
  if (typed?.form !== form) return null;
  const sentence =
    typed.sentence ??
    (Object.keys(typed.faults).length > 0 ? 'Chưa lưu: có mục ghi chưa đúng, xem bên dưới.' : null);
  return sentence === null ? null : (
    <p class="fault" role="alert">
      {sentence}
    </p>
  );
};
