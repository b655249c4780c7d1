import { translator } from '../../i18n/translate.js';
import { ActButton, ActForm, type ActProps, Reason, typedIn } from './act-form.js';
import type { DeskAnnouncementModel } from './model.js';

/** Every decision names the version and the manifest it was shown. */
export const shownVersion = ({
  version,
}: DeskAnnouncementModel): Readonly<Record<string, string | number>> =>
  version ? { version: version.version, manifest: version.manifestSha256 } : {};

/** A reviewer's decision while signed in: the same three acts as behind the link, without a code. */
export function Review(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  const count = model.version?.audience.count ?? 0;
  const approval =
    count > 0
      ? t('decision.approve', { people: t('shared.people', { count }) })
      : t('decision.approveChannels', {
          channels: t('shared.channels', { count: model.version?.channels.length ?? 0 }),
        });
  return (
    <ActForm {...props} hidden={{ ...shownVersion(model), seat: model.mySeat ?? '' }}>
      <Reason {...props} name="note" />
      <div className="acts">
        <ActButton {...props} text={approval} look="primary" name="decision" value="approve" />
        <ActButton {...props} text={t('decision.request_changes')} name="decision" value="request_changes" />
        <ActButton {...props} text={t('decision.reject')} look="danger" name="decision" value="reject" />
      </div>
    </ActForm>
  );
}

/** The office no longer asks one agency about this version. */
export function Waiver(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  return (
    <ActForm {...props}>
      <p className="muted">{t('desk.consequence.waivers')}</p>
      <div className="field">
        <label htmlFor="waivers-seat">{t('desk.seat')}</label>
        <select id="waivers-seat" name="seat" defaultValue={typedIn(props, 'seat')}>
          {model.openSeats.map(({ seat, agency }) => (
            <option key={seat} value={seat}>
              {agency}
            </option>
          ))}
        </select>
      </div>
      <Reason {...props} name="reason" required />
      <ActButton {...props} text={t('desk.button.waivers')} />
    </ActForm>
  );
}
