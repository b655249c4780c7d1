import type { ReactNode } from 'react';
import { refusalText } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';
import { buttonText, href } from '../shared/page.js';
import { Refusals } from '../shared/parts.js';
import { type DeskNoun, paths } from '../shared/paths.js';
import type { DeskAnnouncementModel, OfferedAct } from './model.js';

export interface ActProps {
  readonly model: DeskAnnouncementModel;
  readonly act: OfferedAct;
}

/** What was typed into a field of this form before it was refused. */
export const typedIn = ({ model, act }: ActProps, name: string): string =>
  model.refused?.noun === act.noun ? (model.refused.typed[name] ?? '') : '';

export const Hidden = ({ values }: { readonly values: Readonly<Record<string, string | number>> }) =>
  Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);

/** A button that says what happens; in a drill it says so, and it cannot be pressed while the act is not possible. */
export function ActButton(props: ActProps & { readonly text: string; readonly look?: 'primary' | 'danger'; readonly name?: string; readonly value?: string }) {
  const { model, act, text, look, name, value } = props;
  return (
    <button className={`wide ${look ?? ''}`.trim()} name={name} value={value} disabled={act.refusals.length > 0}>
      {buttonText(text, model.drill, model.language)}
    </button>
  );
} // prettier-ignore

/** Says beneath a disabled button why it is disabled. */
function WhyNot({ model, act }: ActProps) {
  const t = translator(model.language);
  return act.refusals.map((refusal) => {
    const reason = refusalText(refusal, model.language, model.names);
    return (
      <p key={reason} className="why">
        {t('shared.whyNot', { reason })}
      </p>
    );
  });
}

/** One act as a form: what follows from it, its fields, its buttons, and why not. */
export function ActForm({ model, act, children, hidden = {} }: ActProps & { readonly hidden?: Readonly<Record<string, string | number>>; readonly children: ReactNode }) {
  const refused = model.refused?.noun === act.noun ? model.refused.refusals : [];
  const action = `${href(model, paths.deskAct(model.id, act.noun))}#${act.noun}`;
  return (
    <form id={act.noun} method="post" action={action} autoComplete="off">
      <button type="submit" disabled hidden aria-hidden="true" />
      <Hidden values={{ csrf: model.viewer.csrf, key: model.formKey, ...hidden }} />
      <Refusals refusals={refused} language={model.language} names={model.names} />
      {children}
      <WhyNot model={model} act={act} />
    </form>
  );
} // prettier-ignore

export function Reason(props: ActProps & { readonly name: 'note' | 'reason'; readonly required?: boolean }) {
  const { model, act, name, required = false } = props;
  const t = translator(model.language);
  const id = `${act.noun}-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>
        {t(`fields.${name}`)} {name === 'note' && !required && <span className="hint">{t('decision.noteHint')}</span>}
      </label>
      <textarea id={id} name={name} rows={3} maxLength={4000} required={required} defaultValue={typedIn(props, name)} />
    </div>
  );
} // prettier-ignore

/** Six digits from the signer's mail, in any script's digits. */
export function CodeField({ act, label }: ActProps & { readonly label: string }) {
  const id = `${act.noun}-code`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
      />
    </div>
  );
}

/** What cannot be undone wants a typed word. */
export function TypedWord({ model, act }: ActProps) {
  const t = translator(model.language);
  const { noun } = act;
  if (noun !== 'overrides' && noun !== 'withdrawals' && noun !== 'abandonments') return null;
  const word = t(`desk.word.${noun}`);
  return (
    <div className="field">
      <label htmlFor={`${noun}-word`}>{t('desk.typeWord', { word })}</label>
      <input id={`${noun}-word`} name="word" required pattern={`\\s*${word}\\s*`} />
    </div>
  );
}

/** The acts that need no more than a reason and a button. */
export type PlainNoun = Extract<DeskNoun, 'objections' | 'take-backs' | 'abandonments' | 'holds' | 'codes' | 'retractions' | 'withdrawals'>; // prettier-ignore

export function PlainAct(props: ActProps & { readonly noun: PlainNoun; readonly hidden?: Readonly<Record<string, string | number>> }) {
  const { model, noun, hidden = {} } = props;
  const t = translator(model.language);
  const danger = noun === 'abandonments' || noun === 'withdrawals';
  return (
    <ActForm {...props} hidden={hidden}>
      <p className="muted">{t(`desk.consequence.${noun}`)}</p>
      {noun !== 'codes' && <Reason {...props} name="reason" required={noun !== 'take-backs'} />}
      <TypedWord {...props} />
      <ActButton {...props} text={t(`desk.button.${noun}`)} {...(danger ? { look: 'danger' as const } : {})} />
    </ActForm>
  );
} // prettier-ignore
