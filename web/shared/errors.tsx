import type { Refusal } from '../../domain/refusal.js';
import type { Names } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';
import type { PageContext } from './model.js';
import { Notice, Refusals } from './parts.js';
import { Page, href, inDrill, renderPage } from './page.js';
import { paths } from './paths.js';

/** What a page could not be: unknown to this reader, failed, or waiting for something that is away. */
export type Trouble = 'notFound' | 'failed' | 'unavailable';

function Ways({ context }: { readonly context: PageContext }) {
  const t = translator(context.language);
  return (
    <p className="feeds">
      {context.viewer && <a href={href(context, paths.desk)}>{t('newsroom.error.desk')}</a>}
      <a href={href(context, paths.newsroom)}>{t('newsroom.error.home')}</a>
    </p>
  );
}

/** A page for 404, 500 and 503: what happened, what is safe, what to do now. */
export function troublePage(context: PageContext, trouble: Trouble): string {
  const t = translator(context.language);
  const heading = t(`newsroom.error.${trouble}`);
  return renderPage(
    <Page context={context} surface="newsroom" title={heading} drill={false} private>
      <h1>{heading}</h1>
      <p>{t(`newsroom.error.${trouble}More`)}</p>
      <Ways context={context} />
    </Page>,
  );
}

/** A refused form that has no page of its own: every reason, and the way back. */
export function refusalPage(
  context: PageContext,
  refusals: readonly Refusal[],
  options: { readonly names?: Names; readonly drill?: boolean } = {},
): string {
  const t = translator(context.language);
  const { names, drill = false } = options;
  const heading = t('newsroom.error.refused');
  return renderPage(
    <Page context={context} surface="newsroom" title={heading} drill={drill} private>
      <h1>{inDrill(heading, drill, context.language)}</h1>
      <Refusals refusals={refusals} language={context.language} names={names} />
      <Notice tone="routine" icon="undo">
        {t('newsroom.error.back')}
      </Notice>
      <Ways context={context} />
    </Page>,
  );
}
