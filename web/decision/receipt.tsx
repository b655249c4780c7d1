import { formatReleasedAt } from '../../i18n/format.js';
import { refusalText } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';
import type { IconName } from '../shared/icons.js';
import type { PageContext, PresentState } from '../shared/model.js';
import { Facts, Ltr, Notice, StateTag, type Tone } from '../shared/parts.js';
import { Page, inDrill, renderPage } from '../shared/page.js';
import { BothCalendars } from '../shared/times.js';
import type { EndedLinkModel, ReceiptModel } from './model.js';

const receiptLook: Readonly<Record<ReceiptModel['status'], readonly [Tone, IconName]>> = {
  recorded: ['accent', 'hourglass'],
  applied: ['done', 'check'],
  void: ['life-safety', 'alert'],
};

function Present({ context, present }: { readonly context: PageContext; readonly present: PresentState }) {
  const t = translator(context.language);
  return (
    <>
      <StateTag status={present.status} language={context.language} />
      {present.publicHref !== null && (
        <>
          {' '}
          <a href={present.publicHref}>{t('decision.receipt.public')}</a>
        </>
      )}
    </>
  );
}

function What({ model }: { readonly model: ReceiptModel }) {
  const t = translator(model.language);
  const [tone, icon] = receiptLook[model.status];
  return (
    <Notice tone={tone} icon={icon}>
      <strong>{t(`decision.receipt.${model.status}`)}</strong>
      <p>
        {t(
          model.over === null
            ? `decision.receipt.${model.status}More`
            : `decision.receipt.over.${model.over}`,
        )}
      </p>
      {model.because.length > 0 && (
        <ul>
          {model.because.map((refusal) => (
            <li key={refusal.code}>{refusalText(refusal, model.language, model.names)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** A decision as it was taken, in one of three wordings; may be opened again at any time. */
export function receiptPage(model: ReceiptModel): string {
  const { language, drill } = model;
  const t = translator(language);
  const title = t('decision.receipt.title');
  return renderPage(
    <Page context={model} surface="decision" title={title} drill={drill} private>
      <h1>{inDrill(title, drill, language)}</h1>
      <What model={model} />
      <div className="card">
        <Facts
          rows={[
            [t('decision.receipt.decision'), <strong key="decision">{t(`words.decision.${model.decision}`)}</strong>],
            [t('decision.receipt.text'), `${t(`words.kind.${model.kind}`)}: ${model.headline}`],
            [t('decision.version'), t('shared.version', { number: model.version })],
            [t('decision.receipt.agency'), model.agency],
            [t('decision.receipt.person'), model.person],
            [t('decision.receipt.at'), <BothCalendars key="at" at={model.at} language={language} />],
            [t('decision.receipt.note'), model.note],
            [t('shared.hash'), <span key="hash" className="hash"><Ltr>{model.manifestSha256}</Ltr></span>],
            [t('decision.receipt.present'), <Present key="present" context={model} present={model.present} />],
          ]}
        />
      </div>
      {model.status !== 'void' && model.over === null && <p className="muted">{t('decision.receipt.again')}</p>}
    </Page>,
  );
} // prettier-ignore

/** A link that ended, told to its own holder. */
export function endedLinkPage(model: EndedLinkModel): string {
  const { language, drill, decided } = model;
  const t = translator(language);
  const title = t('decision.ended.title');
  const decidedBy = decided && t('decision.ended.decidedBy', {
    decision: t(`words.decision.${decided.decision}`),
    person: decided.person,
    at: formatReleasedAt(decided.at, language),
  });
  return renderPage(
    <Page context={model} surface="decision" title={title} drill={drill} private>
      <h1>{inDrill(title, drill, language)}</h1>
      <Notice tone="routine" icon="clockOut">
        {t(`decision.ended.${model.because}`)}
      </Notice>
      <div className="card">
        <Facts
          rows={[
            [t('decision.receipt.text'), `${t(`words.kind.${model.kind}`)}: ${model.headline}`],
            [t('decision.version'), t('shared.version', { number: model.version })],
            [t('decision.ended.decided'), decidedBy],
            [t('decision.receipt.present'), <Present key="present" context={model} present={model.present} />],
          ]}
        />
      </div>
    </Page>,
  );
} // prettier-ignore

/** One answer for every link that is unknown or malformed. */
export function unknownLinkPage(context: PageContext): string {
  const t = translator(context.language);
  const title = t('decision.unknown.title');
  return renderPage(
    <Page context={context} surface="decision" title={title} drill={false} private>
      <h1>{title}</h1>
      <p>{t('decision.unknown.text')}</p>
    </Page>,
  );
}
