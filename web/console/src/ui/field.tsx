/** Form fields: label, hint and error belong to the control, for eyes and for screen readers. */
import { useId } from 'react';
import type { ComponentProps, JSX, ReactNode } from 'react';

const control =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-text placeholder:text-quiet disabled:opacity-60 aria-invalid:border-danger';

interface Labelled {
  label: string;
  /** What to write, or what it is for. */
  hint?: ReactNode;
  /** What is wrong with it, and how to mend it. */
  error?: string | undefined;
}

interface Ids {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

function Field(props: Labelled & { children: (ids: Ids) => ReactNode }): JSX.Element {
  const { label, hint, error, children } = props;
  const id = useId();
  const hasMore = hint !== undefined || error !== undefined;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(hasMore && { 'aria-describedby': `${id}-more` }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {hasMore && (
        <p
          id={`${id}-more`}
          className={`text-sm ${error === undefined ? 'text-quiet' : 'text-danger'}`}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** One line of text. */
export function TextField(props: Labelled & ComponentProps<'input'>): JSX.Element {
  const { label, hint, error, className = '', ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => <input dir="auto" className={`${control} h-8 ${className}`} {...ids} {...rest} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(props: Labelled & ComponentProps<'textarea'>): JSX.Element {
  const { label, hint, error, className = '', ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <textarea
          dir="auto"
          rows={4}
          className={`${control} resize-y py-1.5 ${className}`}
          {...ids}
          {...rest}
        />
      )}
    </Field>
  );
}

interface SelectProps extends Labelled, ComponentProps<'select'> {
  options: readonly { value: string; label: string }[];
}

/** One of a list. */
export function SelectField(props: SelectProps): JSX.Element {
  const { label, hint, error, options, className = '', ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <select className={`${control} h-8 ${className}`} {...ids} {...rest}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField(
  props: { label: string; hint?: string | undefined } & ComponentProps<'input'>,
): JSX.Element {
  const { label, hint, ...rest } = props;
  const id = useId();
  return (
    <div className="grid gap-1">
      <label className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          aria-describedby={hint && id}
          {...rest}
        />
        <span dir="auto" className="min-w-0 wrap-anywhere">
          {label}
        </span>
      </label>
      {hint !== undefined && (
        <p id={id} className="ps-6 text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
