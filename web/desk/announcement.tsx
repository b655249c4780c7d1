import { translator } from '../../i18n/translate.js';
import { Page, href, inDrill, renderPage } from '../shared/page.js';
import { Notice, Refusals, SeverityTag, StateTag, label, listed } from '../shared/parts.js';
import { paths } from '../shared/paths.js';
import { Objections, Seats } from '../shared/seats.js';
import { Deadline, Since } from '../shared/times.js';
import { ChannelRenderings, DifferenceFromPrevious, FullText, WithdrawalText } from '../shared/version.js';
import { VersionFacts } from '../shared/version-facts.js';
import { Acts, primaryOf } from './acts.js';
import { Draft } from './draft.js';
import type { DeskAnnouncementModel } from './model.js';
import { FanOuts, Holds } from './release.js';
import { Steps } from './steps.js';
import { Timeline } from './timeline.js';

type ModelProps = { readonly model: DeskAnnouncementModel };

function Top({ model }: ModelProps) {
  const { language, drill, replacedBy } = model;
  const t = translator(language);
  return (
    <>
      <p className="label">
        {label(model.kind, model.number, language)} · {model.agency} · {model.author}
      </p>
      {model.version === null && (
        <h1>
          <bdi>{inDrill(model.headline, drill, language)}</bdi>
        </h1>
      )}
      <div className="tags">
        <StateTag status={model.status} language={language} />
        <SeverityTag severity={model.severity} language={language} />
        {model.publicHref !== null && <a href={href(model, model.publicHref)}>{t('desk.public')}</a>}
      </div>
      {replacedBy && (
        <p>
          {t('events.superseded')}{' '}
          <a href={href(model, paths.deskAnnouncement(replacedBy.id))}>{replacedBy.headline}</a>
        </p>
      )}
    </>
  );
}

/** Who acts next, on every page. */
function Next({ model }: ModelProps) {
  const { language, now, signing, version } = model;
  const t = translator(language);
  if (signing) {
    return (
      <p className="waiting">
        <strong>{t('desk.waitsForSigner', { people: listed(signing.waitingFor, language) })}</strong>
        <Since at={signing.since} now={now} language={language} />
        {signing.deadline !== null && <Deadline at={signing.deadline} now={now} language={language} />}
      </p>
    );
  }
  const open = model.status === 'in_review' ? (version?.seats ?? []).filter(({ decision, waiver }) => !decision && !waiver) : [];
  if (open.length === 0) return null;
  return <p className="waiting"><strong>{t('desk.waitingFor', { people: listed(open.map(({ agency }) => agency), language) })}</strong></p>;
} // prettier-ignore

function Version({ model }: ModelProps) {
  const { version, language, drill } = model;
  if (!version) return null;
  const parts = { version, context: model };
  return (
    <>
      <FullText {...parts} />
      <DifferenceFromPrevious {...parts} />
      <VersionFacts {...parts} />
      <section className="card">
        <h2>{inDrill(translator(language)('desk.seats'), drill, language)}</h2>
        <Seats seats={version.seats} context={model} />
      </section>
      <ChannelRenderings {...parts} />
      <WithdrawalText {...parts} />
      <Objections objections={version.objections} context={model} />
    </>
  );
}

/** A long text with an act at its end: the way there stays within thumb's reach. */
function Jump({ model }: ModelProps) {
  if (!model.version || !primaryOf(model.acts)) return null;
  return (
    <p className="jump no-print">
      <a className="button primary wide" href="#act">
        {translator(model.language)('decision.jump')}
      </a>
    </p>
  );
}

/** Why an act was refused whose form is gone, because something came between: it must not get lost with the form. */
function Overtaken({ model }: ModelProps) {
  const { refused, acts, language, names } = model;
  if (!refused || acts.some(({ noun }) => noun === refused.noun)) return null;
  return <Refusals refusals={refused.refusals} language={language} names={names} />;
}

/** One announcement for the staff who may read it: the text, who decided, what they may do, and everything that happened. */
export function deskAnnouncementPage(model: DeskAnnouncementModel): string {
  const { language, drill, notice } = model;
  const t = translator(language);
  return renderPage(
    <Page context={model} surface="desk" title={model.headline} drill={drill} private>
      {notice && (
        <Notice tone={notice === 'recorded' ? 'accent' : 'done'} icon={notice === 'recorded' ? 'hourglass' : 'check'}>
          {t(`desk.notice.${notice}`)}
        </Notice>
      )}
      <Overtaken model={model} />
      <div className="reading">
        <Top model={model} />
        <Steps model={model} />
        <Next model={model} />
        <Holds model={model} />
        <Draft model={model} />
        <Version model={model} />
        <FanOuts model={model} />
        <Jump model={model} />
      </div>
      <Acts model={model} />
      <Timeline model={model} />
    </Page>,
  );
} // prettier-ignore
