import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, directionOf, languages, tagOf } from '../../domain/language.js';
import { translator } from '../../i18n/translate.js';
import { assetHref } from './assets.js';
import { Icon } from './icons.js';
import type { PageContext } from './model.js';
import { inLanguage, paths } from './paths.js';

export type Surface = 'newsroom' | 'decision' | 'desk';

interface PageProps {
  readonly context: PageContext;
  readonly surface: Surface;
  /** Words for the title bar; the office's name and, in a drill, the word are added. */
  readonly title: string;
  readonly drill: boolean;
  /** Private pages are kept out of search engines. */
  readonly private?: boolean;
  readonly children: ReactNode;
}

/** In a drill every heading, title and button carries the word (look.md rule 1). */
export const inDrill = (text: string, drill: boolean, language: Language): string =>
  drill ? translator(language)('shared.drill.heading', { text }) : text;

export const buttonText = (text: string, drill: boolean, language: Language): string =>
  drill ? translator(language)('shared.drill.button', { text }) : text;

/** An address on our own site that keeps the language the reader chose. */
export function href(context: PageContext, path: string): string {
  return /[?&]lang=/.test(context.path) ? inLanguage(path, context.language) : path;
}

const DrillBand = ({ language }: { readonly language: Language }) => (
  <p className="drill-band">
    <strong>{translator(language)('shared.drill.band')}</strong>
  </p>
);

function Head({ context, surface, title, drill, private: hidden = false }: PageProps) {
  const t = translator(context.language);
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {hidden && <meta name="robots" content="noindex, nofollow" />}
      <title>{inDrill(t('shared.title', { title, office: context.office[context.language] }), drill, context.language)}</title>
      <link rel="icon" type="image/svg+xml" href={assetHref('icon.svg')} />
      <link rel="preload" href={assetHref('vazirmatn-arabic.woff2')} as="font" type="font/woff2" crossOrigin="anonymous" />
      <link rel="stylesheet" href={assetHref('base.css')} />
      <link rel="stylesheet" href={assetHref(`${surface}.css`)} />
      {!hidden && (
        <>
          <link rel="alternate" type="application/atom+xml" href={inLanguage(paths.atom, context.language)} title="Atom" />
          <link rel="alternate" type="application/rss+xml" href={inLanguage(paths.rss, context.language)} title="RSS" />
        </>
      )}
    </head>
  );
} // prettier-ignore

function LanguageLinks({ context }: { readonly context: PageContext }) {
  const t = translator(context.language);
  const names: Readonly<Record<Language, string>> = { fa: t('shared.inFa'), en: t('shared.inEn') };
  return (
    <nav className="languages" aria-label={t('shared.languages')}>
      {languages.map((language) => (
        <a
          key={language}
          href={inLanguage(context.path, language)}
          lang={tagOf[language]}
          dir={directionOf[language]}
          hrefLang={tagOf[language]}
          aria-current={language === context.language ? 'true' : undefined}
        >
          {names[language]}
        </a>
      ))}
    </nav>
  );
}

function StaffLinks({ context }: { readonly context: PageContext }) {
  const t = translator(context.language);
  if (!context.viewer) return null;
  return (
    <div className="viewer">
      <a href={href(context, paths.desk)}>{t('shared.desk')}</a>
      <form method="post" action={href(context, paths.signOut)}>
        <input type="hidden" name="csrf" value={context.viewer.csrf} />
        <button className="quiet">
          <span>
            {t('shared.signOut')} (<bdi>{context.viewer.name}</bdi>)
          </span>
        </button>
      </form>
    </div>
  );
}

function Header({ context, surface, drill }: Omit<PageProps, 'title' | 'children'>) {
  const t = translator(context.language);
  return (
    <header>
      {drill && <DrillBand language={context.language} />}
      {context.trial && <p className="trial">{t('shared.trial')}</p>}
      <div className="site bar">
        <a className="home" href={href(context, surface === 'desk' ? paths.desk : paths.newsroom)}>
          <Icon name="broadcast" />
          <span>
            {context.office[context.language]}
            <small>{surface === 'newsroom' ? t('shared.newsroom') : t('shared.product')}</small>
          </span>
        </a>
        <StaffLinks context={context} />
        <LanguageLinks context={context} />
      </div>
    </header>
  );
}

function Footer({ context, surface, drill }: Omit<PageProps, 'title' | 'children'>) {
  const t = translator(context.language);
  const showsSignIn = context.viewer === null && surface === 'newsroom';
  return (
    <footer>
      <div className="site">
        <p>{t('shared.footer', { office: context.office[context.language] })}</p>
        <nav>
          {surface !== 'newsroom' && <a href={href(context, paths.newsroom)}>{t('shared.newsroom')}</a>}
          {showsSignIn && <a href={href(context, paths.signIn)}>{t('shared.signIn')}</a>}
          {context.trial && <a href={href(context, paths.mailbox)}>{t('shared.mailbox')}</a>}
        </nav>
      </div>
      {drill && <DrillBand language={context.language} />}
    </footer>
  );
}

/** The whole document around `children`: language, direction, bands of a drill, the trial's banner, header and footer. */
export function Page(props: PageProps) {
  const { context, surface, drill } = props;
  const { language } = context;
  const t = translator(language);
  return (
    <html lang={tagOf[language]} dir={directionOf[language]} className={drill ? 'drill' : undefined}>
      <Head {...props} />
      <body className={surface}>
        <a className="skip" href="#main">
          {t('shared.skip')}
        </a>
        <Header context={context} surface={surface} drill={drill} />
        <main id="main">{props.children}</main>
        <Footer context={context} surface={surface} drill={drill} />
      </body>
    </html>
  );
}

/** A page as the bytes that are served. */
export const renderPage = (page: ReactNode): string => `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
