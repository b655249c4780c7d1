import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import type { PageContext } from '../shared/model.js';
import { Ltr, Sentence } from '../shared/parts.js';

interface MomentFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** As typed; see i18n/moment for what is read. */
  readonly value: string;
  readonly context: PageContext;
  readonly required?: boolean;
}

/** A hint with an example in the order it is typed in. */
export const Example = ({ say, example }: { readonly say: (values: Readonly<Record<'example', string>>) => string; readonly example: string }) => (
  <Sentence say={say} values={{ example: <Ltr>{example}</Ltr> }} />
); // prettier-ignore

/** A moment typed as tables show it: «۱۴۰۵/۰۹/۰۲ ۰۸:۰۰» or 2026-11-23 08:00, in Tehran's time and any digits. */
export function MomentField({ id, name, label, value, context, required = false }: MomentFieldProps) {
  const t = translator(context.language);
  const example = formatTableTime(context.now, context.language);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}{' '}
        <span className="hint">
          <Example say={(values) => t('desk.momentHint', values)} example={example} />
        </span>
      </label>
      <input id={id} name={name} dir="ltr" className="moment" defaultValue={value} required={required} />
    </div>
  );
}
