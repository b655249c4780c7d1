import { translator } from '../../i18n/translate.js';
import { ActButton, ActForm, type ActProps, CodeField, Reason, TypedWord, typedIn } from './act-form.js';
import type { DeskAnnouncementModel } from './model.js';
import { MomentField } from './moment-field.js';
import { shownVersion } from './review.js';

/** «امضا و انتشار برای ۲۴٬۳۱۲ نفر در ۵ کانال»: what the signature leads to. */
function signing({ version, language }: DeskAnnouncementModel): string {
  const t = translator(language);
  const channels = t('shared.channels', { count: version?.channels.length ?? 0 });
  const count = version?.audience.count ?? 0;
  return count > 0
    ? t('desk.button.sign', { people: t('shared.people', { count }), channels })
    : t('desk.button.signNoRecipients', { channels });
}

function ReleasePlan(props: ActProps) {
  const { model, act } = props;
  const t = translator(model.language);
  const chosen = typedIn(props, 'release') || 'now';
  return (
    <fieldset>
      <legend>{t('desk.releasePlan.legend')}</legend>
      {(['now', 'at', 'manual'] as const).map((when) => (
        <label key={when} className="choice">
          <input type="radio" name="release" value={when} defaultChecked={when === chosen} />
          {t(`desk.releasePlan.${when}`)}
        </label>
      ))}
      <MomentField
        id={`${act.noun}-at`}
        name="at"
        label={t('fields.at')}
        value={typedIn(props, 'at')}
        context={model}
      />
    </fieldset>
  );
}

/** The governor's office decides: sign with its consequence in the button, return, refuse. */
export function SignOff(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  return (
    <ActForm {...props} hidden={shownVersion(model)}>
      <ReleasePlan {...props} />
      <CodeField {...props} label={t('desk.signCode')} />
      <Reason {...props} name="note" />
      <div className="acts">
        <ActButton {...props} text={signing(model)} look="primary" name="decision" value="sign" />
        <ActButton {...props} text={t('desk.button.return')} name="decision" value="return" />
        <ActButton {...props} text={t('desk.button.refuse')} look="danger" name="decision" value="refuse" />
      </div>
    </ActForm>
  );
}

/** Releases without the missing reviews: the same signature, with a reason that stays for ever. */
export function Override(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  const people = t('shared.people', { count: model.version?.audience.count ?? 0 });
  return (
    <ActForm {...props} hidden={shownVersion(model)}>
      <p className="muted">{t('desk.consequence.overrides')}</p>
      <ReleasePlan {...props} />
      <CodeField {...props} label={t('desk.signCode')} />
      <Reason {...props} name="reason" required />
      <TypedWord {...props} />
      <ActButton {...props} text={t('desk.button.overrides', { people })} look="danger" />
    </ActForm>
  );
}
