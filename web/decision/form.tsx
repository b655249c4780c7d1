import type { ReviewDecision } from '../../domain/announcement/state.js';
import { translator } from '../../i18n/translate.js';
import { buttonText, href, inDrill } from '../shared/page.js';
import { Notice, Refusals } from '../shared/parts.js';
import type { DecisionForm, DecisionPageModel } from './model.js';

type OpenForm = Extract<DecisionForm, { readonly state: 'open' }>;
type ExhaustedForm = Extract<DecisionForm, { readonly state: 'code_exhausted' }>;
type Props<F> = { readonly model: DecisionPageModel; readonly form: F };

/** Says what agreeing leads to: for how many people, or on how many channels. */
function approval({ version, language }: DecisionPageModel): string {
  const t = translator(language);
  return version.audience.count > 0
    ? t('decision.approve', { people: t('shared.people', { count: version.audience.count }) })
    : t('decision.approveChannels', { channels: t('shared.channels', { count: version.channels.length }) });
}

function Act({ model, decision }: { readonly model: DecisionPageModel; readonly decision: ReviewDecision }) {
  const t = translator(model.language);
  const text = decision === 'approve' ? approval(model) : t(`decision.${decision}`);
  const look: Readonly<Record<ReviewDecision, string>> = {
    approve: 'primary',
    request_changes: '',
    reject: 'danger',
  };
  return (
    <button className={`wide ${look[decision]}`.trim()} name="decision" value={decision}>
      {buttonText(text, model.version.drill, model.language)}
    </button>
  );
}

/** Enter in the code's field must not decide: the form's default button is one that cannot be pressed. */
const NoDefault = () => <button type="submit" disabled hidden aria-hidden="true" />;

function Acts({ model, form }: Props<OpenForm>) {
  const t = translator(model.language);
  return (
    <form className="card decide" method="post" action={`${form.action}#decide`} autoComplete="off">
      <NoDefault />
      <Refusals refusals={form.refusals} language={model.language} names={form.names} />
      {form.decision && (
        <p className="muted">{t('decision.chosen', { decision: t(`words.decision.${form.decision}`) })}</p>
      )}
      <div className="field">
        <label htmlFor="code">{t('decision.code')}</label>
        <span className="hint" id="code-hint">{t('decision.codeHint')}</span>
        <input
          id="code"
          className="code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
          aria-describedby="code-hint"
        />
      </div>
      <div className="field">
        <label htmlFor="note">
          {t('decision.note')} <span className="hint">{t('decision.noteHint')}</span>
        </label>
        <textarea id="note" name="note" rows={3} maxLength={4000} defaultValue={form.note} />
      </div>
      <div className="acts">
        <Act model={model} decision="approve" />
        <Act model={model} decision="request_changes" />
        <Act model={model} decision="reject" />
      </div>
    </form>
  );
} // prettier-ignore

function NewCode({ model, form }: Props<ExhaustedForm>) {
  const t = translator(model.language);
  if (form.asked) {
    return (
      <Notice tone="accent" icon="hourglass">
        <p>{t('decision.exhausted.asked')}</p>
        <a href={model.path}>{t('decision.exhausted.reopen')}</a>
      </Notice>
    );
  }
  if (form.codesLeft === 0) {
    return (
      <Notice tone="crisis" icon="alert">
        <p>{t('decision.exhausted.none')}</p>
        <a className="button" href={form.signInHref}>{t('decision.exhausted.signIn')}</a>
      </Notice>
    );
  }
  return (
    <form className="card decide" method="post" action={form.action}>
      <h3>{inDrill(t('decision.exhausted.title'), model.version.drill, model.language)}</h3>
      <p>{t('decision.exhausted.text')}</p>
      <div className="field">
        <label htmlFor="email">{t('decision.exhausted.email')}</label>
        <span className="hint" id="email-hint">{t('decision.exhausted.emailHint')}</span>
        <input id="email" name="email" type="email" dir="ltr" autoComplete="email" aria-describedby="email-hint" />
      </div>
      <p className="muted">{t('decision.exhausted.left', { count: form.codesLeft })}</p>
      <button className="primary wide">{t('decision.exhausted.send')}</button>
    </form>
  );
} // prettier-ignore

/** The acts, at the end of the page within thumb's reach; the dangerous one furthest away. */
export function Decide({ model }: { readonly model: DecisionPageModel }) {
  const t = translator(model.language);
  const { form } = model;
  return (
    <section id="decide">
      <h2>{inDrill(t('decision.decide'), model.version.drill, model.language)}</h2>
      {form.state === 'open' && <Acts model={model} form={form} />}
      {form.state === 'code_exhausted' && <NewCode model={model} form={form} />}
      {form.state === 'sign_in' && (
        <div className="card">
          <p>{t('decision.signIn.text')}</p>
          <a className="button primary wide" href={href(model, form.href)}>
            {buttonText(t('decision.signIn.button'), model.version.drill, model.language)}
          </a>
        </div>
      )}
    </section>
  );
}
