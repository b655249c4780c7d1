import type { ReactNode } from 'react';
import { type Language, directionOf, tagOf } from '../../domain/language.js';
import { translator } from '../../i18n/translate.js';
import type { DraftTextField, WriteModel } from './model.js';

interface FieldProps {
  readonly model: WriteModel;
  readonly name: DraftTextField;
  readonly label: string;
  readonly hint?: ReactNode;
}

function Label({ name, label, hint }: Omit<FieldProps, 'model'>) {
  return (
    <>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
    </>
  );
}

/** Words in one language: its direction is that of the language, whatever the page's. */
export function WordsField(props: FieldProps & { readonly written?: Language; readonly rows?: number }) {
  const { model, name, hint, written, rows } = props;
  const own = {
    id: name,
    name,
    defaultValue: model.fields.text[name],
    ...(written ? { lang: tagOf[written], dir: directionOf[written] } : {}),
    ...(hint ? { 'aria-describedby': `${name}-hint` } : {}),
  };
  return (
    <div className="field">
      <Label {...props} />
      {rows === undefined ? <input {...own} /> : <textarea rows={rows} {...own} />}
    </div>
  );
}

export function ChoiceField<Value extends string>(
  props: FieldProps & { readonly values: readonly Value[]; readonly word: (value: Value) => string; readonly none?: string },
) {
  const { model, name, values, word, none } = props;
  return (
    <div className="field">
      <Label {...props} />
      <select id={name} name={name} defaultValue={model.fields.text[name]}>
        {none !== undefined && <option value="">{none}</option>}
        {values.map((value) => (
          <option key={value} value={value}>
            {word(value)}
          </option>
        ))}
      </select>
    </div>
  );
} // prettier-ignore

export function CheckField(props: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        name={props.name}
        value={props.value}
        defaultChecked={props.checked}
        disabled={props.disabled}
      />
      <span>{props.children}</span>
    </label>
  );
}

export function Group({ legend, hint, children }: { readonly legend: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <fieldset className="card">
      <legend>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      {children}
    </fieldset>
  );
} // prettier-ignore

const textFields = ['headline', 'body', 'action', 'sms'] as const;

/** Headline, text, what to do and SMS in one language. */
export function TextFields({ model, written }: { readonly model: WriteModel; readonly written: Language }) {
  const t = translator(model.language);
  const rows = { headline: undefined, body: 10, action: 3, sms: 3 } as const;
  const hints: Partial<Record<(typeof textFields)[number], string>> = {
    body: t('write.bodyHint'),
    action: t('write.actionHint'),
  };
  return textFields.map((field) => {
    const hint = hints[field];
    const size = rows[field];
    return (
      <WordsField
        key={field}
        model={model}
        name={`texts.${written}.${field}`}
        label={t(`fields.${field}`)}
        written={written}
        {...(hint === undefined ? {} : { hint })}
        {...(size === undefined ? {} : { rows: size })}
      />
    );
  });
} // prettier-ignore
