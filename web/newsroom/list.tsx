import { directionOf, tagOf } from '../../domain/language.js';
import { translator } from '../../i18n/translate.js';
import { SeverityTag, StateTag, label } from '../shared/parts.js';
import { Page, href, inDrill, renderPage } from '../shared/page.js';
import { inLanguage, paths } from '../shared/paths.js';
import { BothCalendars } from '../shared/times.js';
import type { NewsroomItem, NewsroomModel } from './model.js';

const itemPath = (model: NewsroomModel, id: string): string =>
  href(model, model.drill ? paths.drillAnnouncement(id) : paths.announcement(id));

function Item({ item, model }: { readonly item: NewsroomItem; readonly model: NewsroomModel }) {
  const { language } = model;
  const ended = item.status !== 'released';
  return (
    <li className={ended ? 'card item ended' : 'card item'}>
      <p className="label">
        {label(item.kind, item.number, language)}
        {item.incident && <> · {item.incident}</>}
      </p>
      <h2 lang={tagOf[item.headlineLanguage]} dir={directionOf[item.headlineLanguage]}>
        <a href={itemPath(model, item.id)}>{inDrill(item.headline, model.drill, language)}</a>
      </h2>
      <div className="tags">
        {ended && <StateTag status={item.status} language={language} />}
        {item.severity !== 'routine' && <SeverityTag severity={item.severity} language={language} />}
        <span className="muted">
          <BothCalendars at={item.releasedAt} language={language} />
        </span>
      </div>
    </li>
  );
}

function Search({ model }: { readonly model: NewsroomModel }) {
  const t = translator(model.language);
  return (
    <form className="search no-print" role="search" action={model.drill ? paths.drills : paths.newsroom}>
      {/[?&]lang=/.test(model.path) && <input type="hidden" name="lang" value={model.language} />}
      <label htmlFor="q">{t('newsroom.list.search')}</label>
      <div className="row">
        <input id="q" name="q" type="search" defaultValue={model.query} maxLength={200} autoComplete="off" />
        <button>{t('newsroom.list.find')}</button>
      </div>
    </form>
  );
}

function Nothing({ model }: { readonly model: NewsroomModel }) {
  const t = translator(model.language);
  const home = href(model, model.drill ? paths.drills : paths.newsroom);
  if (model.query === '') {
    return <p className="empty">{t(model.drill ? 'newsroom.list.emptyDrill' : 'newsroom.list.empty')}</p>;
  }
  return (
    <div className="empty">
      <p>{t('newsroom.list.nothingFound', { query: model.query })}</p>
      <a className="button" href={home}>
        {t('newsroom.list.all')}
      </a>
    </div>
  );
}

function Paging({ model }: { readonly model: NewsroomModel }) {
  const t = translator(model.language);
  if (model.newer === null && model.older === null) return null;
  return (
    <nav className="paging" aria-label={t('newsroom.list.pages')}>
      {model.newer !== null && (
        <a className="button" rel="prev" href={model.newer}>
          {t('newsroom.list.newer')}
        </a>
      )}
      {model.older !== null && (
        <a className="button" rel="next" href={model.older}>
          {t('newsroom.list.older')}
        </a>
      )}
    </nav>
  );
}

function Feeds({ model }: { readonly model: NewsroomModel }) {
  const t = translator(model.language);
  return (
    <aside className="no-print">
      <h2>{t('newsroom.list.follow')}</h2>
      <p className="muted">{t('newsroom.list.followBy')}</p>
      <p className="feeds">
        <a href={inLanguage(paths.atom, model.language)}>{t('words.channel.atom')}</a>
        <a href={inLanguage(paths.rss, model.language)}>{t('words.channel.rss')}</a>
        <a href={paths.capFeed}>{t('words.channel.cap')}</a>
      </p>
    </aside>
  );
}

/** The newsroom's list, newest first, with search and paging; the same for drills behind sign-in. */
export function newsroomPage(model: NewsroomModel): string {
  const { language, drill, query, items } = model;
  const t = translator(language);
  const heading = inDrill(t(drill ? 'newsroom.list.drillHeading' : 'newsroom.list.heading'), drill, language);
  return renderPage(
    <Page context={model} surface="newsroom" title={t('newsroom.list.title')} drill={drill} private={drill}>
      <h1>{heading}</h1>
      <Search model={model} />
      {query !== '' && items.length > 0 && <p role="status">{t('newsroom.list.found', { count: items.length, query })}</p>}
      {items.length === 0 ? (
        <Nothing model={model} />
      ) : (
        <ol className="items">
          {items.map((item) => (
            <Item key={item.id} item={item} model={model} />
          ))}
        </ol>
      )}
      <Paging model={model} />
      {!drill && <Feeds model={model} />}
    </Page>,
  );
} // prettier-ignore
