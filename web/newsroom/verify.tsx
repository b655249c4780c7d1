import { translator } from '../../i18n/translate.js';
import { Facts, Ltr, Notice, StateTag, label } from '../shared/parts.js';
import { Page, href, renderPage } from '../shared/page.js';
import { paths } from '../shared/paths.js';
import { BothCalendars } from '../shared/times.js';
import type { VerifyModel } from './model.js';

type Found = NonNullable<VerifyModel['found']>;

const Fingerprint = ({ sha256 }: { readonly sha256: string }) => (
  <span className="hash">
    <Ltr>{sha256}</Ltr>
  </span>
);

function Genuine({ model, found }: { readonly model: VerifyModel; readonly found: Found }) {
  const { language } = model;
  const t = translator(language);
  return (
    <>
      <Notice tone="done" icon="check">
        <strong>{t('newsroom.verify.genuine', { office: model.office[language] })}</strong>
        <p>{t('newsroom.verify.compare')}</p>
      </Notice>
      {found.replacedBy && (found.status === 'superseded' || found.status === 'withdrawn') && (
        <Notice tone="crisis" icon="replaced">
          <strong>{t(`newsroom.announcement.${found.status}`)}</strong>{' '}
          <a href={href(model, paths.announcement(found.replacedBy.id))}>{found.replacedBy.headline}</a>
        </Notice>
      )}
      <div className="card">
        <Facts
          rows={[
            [t('newsroom.verify.headline'), <strong key="headline">{found.headline}</strong>],
            [t('newsroom.verify.number'), label(found.kind, found.number, language)],
            [t('newsroom.verify.released'), <BothCalendars key="at" at={found.releasedAt} language={language} />],
            [t('newsroom.verify.state'), <StateTag key="state" status={found.status} language={language} />],
          ]}
        />
        <a className="button primary" href={href(model, paths.announcement(model.id))}>
          {t('newsroom.verify.read')}
        </a>
      </div>
      <details>
        <summary>{t('newsroom.verify.technical')}</summary>
        <div>
          <Facts
            rows={[
              [t('newsroom.verify.manifest'), <Fingerprint key="manifest" sha256={found.manifestSha256} />],
              ...found.renderings.map(
                (rendering) =>
                  [
                    t('newsroom.verify.text', { language: t(`words.language.${rendering.language}`) }),
                    <Fingerprint key={rendering.language} sha256={rendering.sha256} />,
                  ] as const,
              ),
            ]}
          />
        </div>
      </details>
    </>
  );
} // prettier-ignore

/** Says whether a text that reached somebody is genuine. Drills and unknown ids answer alike. */
export function verifyPage(model: VerifyModel): string {
  const t = translator(model.language);
  return renderPage(
    <Page context={model} surface="newsroom" title={t('newsroom.verify.title')} drill={false}>
      <h1>{t('newsroom.verify.title')}</h1>
      {model.found ? (
        <Genuine model={model} found={model.found} />
      ) : (
        <>
          <Notice tone="life-safety" icon="alert">
            <strong>{t('newsroom.verify.no')}</strong>
            <p>{t('newsroom.verify.noMore')}</p>
          </Notice>
          <a className="button" href={href(model, paths.newsroom)}>
            {t('newsroom.list.all')}
          </a>
        </>
      )}
    </Page>,
  );
}
