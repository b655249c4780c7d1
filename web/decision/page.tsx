import { translator } from '../../i18n/translate.js';
import { SeverityTag, Tag } from '../shared/parts.js';
import { Page, inDrill, renderPage } from '../shared/page.js';
import { Objections, Seats } from '../shared/seats.js';
import { Deadline } from '../shared/times.js';
import { ChannelRenderings, DifferenceFromPrevious, FullText, WithdrawalText } from '../shared/version.js';
import { VersionFacts } from '../shared/version-facts.js';
import { Decide } from './form.js';
import type { DecisionPageModel } from './model.js';

function Asked({ model }: { readonly model: DecisionPageModel }) {
  const { version, deadline, language, now } = model;
  const t = translator(language);
  return (
    <div className="asked">
      <p>{t('decision.asked', { person: model.person, agency: model.agency })}</p>
      <div className="tags">
        {version.drill && (
          <Tag icon="flag" tone="plain">
            {t('shared.drill.word')}
          </Tag>
        )}
        <SeverityTag severity={version.severity} language={language} />
        {deadline !== null && <Deadline at={deadline} now={now} language={language} />}
      </div>
    </div>
  );
}

/** The page behind a decision link: the words first, then who, where and for how many, the acts last. */
export function decisionPage(model: DecisionPageModel): string {
  const { version, language } = model;
  const t = translator(language);
  const parts = { version, context: model };
  return renderPage(
    <Page
      context={model}
      surface="decision"
      title={t('decision.title', { headline: version.headline })}
      drill={version.drill}
      private
    >
      <Asked model={model} />
      <div className="reading">
        <FullText {...parts} />
        <DifferenceFromPrevious {...parts} />
        <VersionFacts {...parts} deadline={model.deadline} />
        <section className="card">
          <h2>{inDrill(t('decision.seats'), version.drill, language)}</h2>
          <Seats seats={version.seats} context={model} />
        </section>
        <ChannelRenderings {...parts} />
        <WithdrawalText {...parts} />
        <Objections objections={version.objections} context={model} />
        <p className="jump no-print">
          <a className="button primary wide" href="#decide">
            {t('decision.jump')}
          </a>
        </p>
      </div>
      <Decide model={model} />
    </Page>,
  );
}
