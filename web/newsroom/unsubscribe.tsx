import { translator } from '../../i18n/translate.js';
import { Ltr, Notice, Sentence } from '../shared/parts.js';
import { Page, href, renderPage } from '../shared/page.js';
import { paths } from '../shared/paths.js';
import type { UnsubscribeModel } from './model.js';

function Ask({ model }: { readonly model: UnsubscribeModel }) {
  const t = translator(model.language);
  return (
    <form className="card" method="post" action={model.action}>
      <p>
        {model.address === null ? (
          t('newsroom.unsubscribe.askUnnamed')
        ) : (
          <Sentence
            say={(values: Readonly<Record<'address', string>>) => t('newsroom.unsubscribe.ask', values)}
            values={{ address: <Ltr>{model.address}</Ltr> }}
          />
        )}
      </p>
      <p className="muted">{t('newsroom.unsubscribe.what')}</p>
      <button className="primary">{t('newsroom.unsubscribe.button')}</button>
    </form>
  );
}

/** GET shows it; only its form's POST ends the subscription. */
export function unsubscribePage(model: UnsubscribeModel): string {
  const t = translator(model.language);
  const { state } = model;
  return renderPage(
    <Page context={model} surface="newsroom" title={t('newsroom.unsubscribe.title')} drill={false} private>
      <h1>{t('newsroom.unsubscribe.title')}</h1>
      {state === 'ask' ? (
        <Ask model={model} />
      ) : (
        <Notice tone={state === 'done' ? 'done' : 'crisis'} icon={state === 'done' ? 'check' : 'alert'}>
          <strong>{t(`newsroom.unsubscribe.${state}`)}</strong>
          <p>{t(`newsroom.unsubscribe.${state}More`)}</p>
        </Notice>
      )}
      <a href={href(model, paths.newsroom)}>{t('newsroom.list.all')}</a>
    </Page>,
  );
}
