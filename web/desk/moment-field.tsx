import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import type { PageContext } from '../shared/model.js';

interface MomentFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** As typed; see i18n/moment for what is read. */
  readonly value: string;
  readonly context: PageContext;
  readonly required?: boolean;
}

/** A moment typed as tables show it: «۱۴۰۵/۰۹/۰۲ ۰۸:۰۰» or 2026-11-23 08:00, in Tehran's time and any digits. */
export function MomentField({ id, name, label, value, context, required = false }: MomentFieldProps) {
  const example = formatTableTime(context.now, context.language);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <span className="hint">{translator(context.language)('desk.momentHint', { example })}</span>
      </label>
      <input id={id} name={name} dir="ltr" className="moment" defaultValue={value} required={required} />
    </div>
  );
}
