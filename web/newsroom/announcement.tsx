import { directionOf, tagOf } from '../../domain/language.js';
import { formatReleasedAt } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import type { Reference } from '../shared/model.js';
import { Facts, Notice, SeverityTag, StateTag, label } from '../shared/parts.js';
import { Page, href, inDrill, renderPage } from '../shared/page.js';
import { inLanguage, paths } from '../shared/paths.js';
import { BothCalendars } from '../shared/times.js';
import type { AnnouncementPageModel } from './model.js';

type ModelProps = { readonly model: AnnouncementPageModel };

const pathOf = (model: AnnouncementPageModel, id: string): string =>
  href(model, model.drill ? paths.drillAnnouncement(id) : paths.announcement(id));

const Other = ({ model, reference }: ModelProps & { readonly reference: Reference }) => (
  <a href={pathOf(model, reference.id)}>
    {label(reference.kind, reference.number, model.language)}: <bdi>{reference.headline}</bdi>
  </a>
);

/** What a reader must know before reading a text that no longer holds. */
function StatusBanner({ model }: ModelProps) {
  const t = translator(model.language);
  const { status, replacedBy } = model;
  if (status === 'released') return null;
  if (status === 'expired') {
    const at = formatReleasedAt(model.endedAt ?? model.expiresAt, model.language);
    return (
      <Notice tone="crisis" icon="clockOut">
        <strong>{t('newsroom.announcement.expired', { at })}</strong>
        <p>{t('newsroom.announcement.below')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone={status === 'withdrawn' ? 'life-safety' : 'crisis'}
      icon={status === 'withdrawn' ? 'struck' : 'replaced'}
    >
      <strong>{t(`newsroom.announcement.${status}`)}</strong>
      {replacedBy && (
        <p>
          <Other model={model} reference={replacedBy} />
        </p>
      )}
      <p>{t('newsroom.announcement.below')}</p>
    </Notice>
  );
}

function OtherLanguages({ model }: ModelProps) {
  const t = translator(model.language);
  const others = model.languages.filter((language) => language !== model.articleLanguage);
  if (others.length === 0) return null;
  return (
    <nav className="other-languages no-print" aria-label={t('newsroom.announcement.languages')}>
      {others.map((language) => (
        <a
          key={language}
          className="button"
          href={inLanguage(model.path, language)}
          hrefLang={tagOf[language]}
          lang={tagOf[language]}
          dir={directionOf[language]}
        >
          {translator(language)(language === 'fa' ? 'shared.inFa' : 'shared.inEn')}
        </a>
      ))}
    </nav>
  );
}

function About({ model }: ModelProps) {
  const t = translator(model.language);
  const { language } = model;
  return (
    <section className="about">
      <h2>{inDrill(t('newsroom.announcement.about'), model.drill, language)}</h2>
      <Facts
        rows={[
          [
            t('newsroom.announcement.released'),
            <BothCalendars key="released" at={model.releasedAt} language={language} />,
          ],
          [
            t('newsroom.announcement.validUntil'),
            <BothCalendars key="until" at={model.expiresAt} language={language} />,
          ],
          [t('newsroom.verify.state'), <StateTag key="state" status={model.status} language={language} />],
        ]}
      />
      <p className="feeds no-print">
        {!model.drill && (
          <a href={href(model, paths.verify(model.id))}>{t('newsroom.announcement.verify')}</a>
        )}
        {model.capHref !== null && <a href={model.capHref}>{t('newsroom.announcement.cap')}</a>}
      </p>
    </section>
  );
}

/** The page around a released text: its status above, the stored bytes as they are, its identity below. */
export function announcementPage(model: AnnouncementPageModel): string {
  const { language, drill } = model;
  const t = translator(language);
  return renderPage(
    <Page context={model} surface="newsroom" title={model.title} drill={drill} private={drill}>
      <p className="no-print">
        <a href={href(model, drill ? paths.drills : paths.newsroom)}>{t('newsroom.announcement.back')}</a>
      </p>
      <StatusBanner model={model} />
      <div className="tags">
        {model.severity !== 'routine' && <SeverityTag severity={model.severity} language={language} />}
        <OtherLanguages model={model} />
      </div>
      {model.articleLanguage !== language && (
        <Notice tone="routine" icon="dot">
          {t('newsroom.announcement.notTranslated')}
        </Notice>
      )}
      <div
        className={model.status === 'released' ? 'card article' : 'card article ended'}
        lang={tagOf[model.articleLanguage]}
        dir={directionOf[model.articleLanguage]}
        dangerouslySetInnerHTML={{ __html: model.article }}
      />
      {model.replaces.length > 0 && (
        <section>
          <p>{t('newsroom.announcement.replaces')}</p>
          <ul>
            {model.replaces.map((reference) => (
              <li key={reference.id}>
                <Other model={model} reference={reference} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <About model={model} />
    </Page>,
  );
}
