import { finalDeliveryStates } from '../../domain/announcement/delivery.js';
import { formatReleasedAt } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { inDrill } from '../shared/page.js';
import { Notice, listed } from '../shared/parts.js';
import { ActButton, ActForm, type ActProps } from './act-form.js';
import type { DeskAnnouncementModel, FanOutView } from './model.js';
import { shownVersion } from './review.js';

/** The go for a text signed to wait for it, naming what was shown: the version and the people counted now. */
export function Go(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  const count = model.audienceNow ?? model.version?.audience.count ?? 0;
  const people = t('shared.people', { count });
  const channels = t('shared.channels', { count: model.version?.channels.length ?? 0 });
  return (
    <ActForm {...props} hidden={{ ...shownVersion(model), audienceCount: count }}>
      <ActButton {...props} text={t('desk.button.releases', { people, channels })} look="primary" />
    </ActForm>
  );
}

/** Why a signed text does not go out. */
export function Holds({ model }: { readonly model: DeskAnnouncementModel }) {
  const { language, holds } = model;
  const t = translator(language);
  if (holds.length === 0) return null;
  return (
    <Notice tone="crisis" icon="hand">
      <strong>{t('desk.holds')}</strong>
      <ul>
        {holds.map((hold) => {
          const facts = { reason: t(`words.hold.${hold.reason}`), at: formatReleasedAt(hold.at, language) };
          return (
            <li key={hold.id}>
              {hold.by === null ? t('desk.holdAt', facts) : t('desk.holdBy', { ...facts, person: hold.by })}
              {hold.note !== null && <> {t('desk.said', { note: hold.note })}</>}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** One button a hold: each is lifted by itself. */
export function FreedHolds(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  return model.holds.map((hold) => (
    <ActForm key={hold.id} {...props} hidden={{ hold: hold.id }}>
      <p>{t(`words.hold.${hold.reason}`)}</p>
      <p className="muted">{t('desk.consequence.freed-holds')}</p>
      <ActButton {...props} text={t('desk.button.freed-holds')} />
    </ActForm>
  ));
}

/** Stops, or goes on with, each channel's sending. */
export function Stops(props: ActProps & { readonly noun: 'stops' | 'ended-stops' }) {
  const { model, noun } = props;
  const t = translator(model.language);
  const concerned = model.fanOuts.filter(({ state }) => state === (noun === 'stops' ? 'running' : 'stopped'));
  return concerned.map(({ channel }) => (
    <ActForm key={channel} {...props} hidden={{ channel }}>
      <p className="muted">{t(`desk.consequence.${noun}`)}</p>
      <ActButton
        {...props}
        text={t(`desk.button.${noun}`, { channel: t(`words.channel.${channel}`) })}
        {...(noun === 'stops' ? { look: 'danger' as const } : {})}
      />
    </ActForm>
  ));
}

function FanOutRow({ fanOut, model }: { readonly fanOut: FanOutView; readonly model: DeskAnnouncementModel }) {
  const { language } = model;
  const t = translator(language);
  const { channel, state, snapshot, counts } = fanOut;
  const done = finalDeliveryStates.reduce((sum, final) => sum + (counts[final] ?? 0), 0);
  const details = Object.entries(counts).filter(([, count]) => count > 0);
  return (
    <tr>
      <td>{t(`words.channel.${channel}`)}</td>
      <td>{t(`words.fanOut.${state}`)}</td>
      <td>
        {t('desk.deliveriesOf', { done, all: snapshot })}
        <progress max={Math.max(snapshot, 1)} value={done} aria-label={t('desk.done')} />
      </td>
      <td>
        {listed(
          details.map(([name, count]) =>
            t('desk.count', { state: t(`words.delivery.${name as keyof typeof counts}`), count }),
          ),
          language,
        )}
      </td>
    </tr>
  );
} // prettier-ignore

/** Where every recipient's copy stands; the numbers always add up. */
export function FanOuts({ model }: { readonly model: DeskAnnouncementModel }) {
  const t = translator(model.language);
  if (model.fanOuts.length === 0) return null;
  return (
    <section className="card">
      <h2>{inDrill(t('desk.deliveries'), model.drill, model.language)}</h2>
      <div className="scroll" role="region" tabIndex={0} aria-label={t('desk.deliveries')}>
        <table>
          <thead>
            <tr>
              <th>{t('desk.channel')}</th>
              <th>{t('desk.state')}</th>
              <th>{t('desk.done')}</th>
              <th>{t('desk.details')}</th>
            </tr>
          </thead>
          <tbody>
            {model.fanOuts.map((fanOut) => (
              <FanOutRow key={fanOut.channel} fanOut={fanOut} model={model} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
