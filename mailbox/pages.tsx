import type { MailSummary } from '../database/mailbox-messages.js';
import { formatNumber } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import type { PageContext } from '../web/shared/model.js';
import { href, Page, renderPage } from '../web/shared/page.js';
import { Facts, Ltr, Notice } from '../web/shared/parts.js';
import { paths } from '../web/shared/paths.js';
import { Moment } from '../web/shared/times.js';
import type { ReadMail } from './read.js';

/** The list of mails, newest first. */
export interface MailboxModel extends PageContext {
  readonly mails: readonly MailSummary[];
  /** The one recipient it is narrowed to. */
  readonly to: string | null;
  /** The id to go on from; null at the end. */
  readonly before: number | null;
}

const mailPath = (context: PageContext, id: number): string =>
  href(context, `${paths.mailbox}/messages/${id}`);

const withQuery = (context: PageContext, query: Record<string, string | number | null>): string => {
  const given = Object.entries(query).filter(([, value]) => value !== null);
  const search = new URLSearchParams(
    given.map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  return href(context, search === '' ? paths.mailbox : `${paths.mailbox}?${search}`);
};

const Filter = ({ model }: { readonly model: MailboxModel }) => {
  const t = translator(model.language);
  return (
    <form action={paths.mailbox} className="no-print">
      {/[?&]lang=/.test(model.path) && <input type="hidden" name="lang" value={model.language} />}
      <div className="field">
        <label htmlFor="to">{t('mailbox.to')}</label>
        <input id="to" name="to" type="email" dir="ltr" defaultValue={model.to ?? ''} />
      </div>
      <p className="tags">
        <button className="primary">{t('mailbox.show')}</button>
        <a className="button" href={withQuery(model, { to: model.to })}>
          {t('mailbox.reload')}
        </a>
        {model.to !== null && <a href={withQuery(model, {})}>{t('mailbox.everybody')}</a>}
      </p>
    </form>
  );
};

const Row = ({ mail, model }: { readonly mail: MailSummary; readonly model: MailboxModel }) => {
  const t = translator(model.language);
  return (
    <li className="card">
      <h2>
        <a href={mailPath(model, mail.id)}>
          <bdi>{mail.subject || t('mailbox.noSubject')}</bdi>
        </a>
      </h2>
      <p className="muted">
        {mail.toAddresses.map((address) => (
          <a key={address} href={withQuery(model, { to: address })}>
            <Ltr>{address}</Ltr>
          </a>
        ))}{' '}
        · <Moment at={mail.receivedAt} language={model.language} />
      </p>
    </li>
  );
};

/** `/mailbox` */
export function mailboxPage(model: MailboxModel): string {
  const t = translator(model.language);
  return renderPage(
    <Page context={model} surface="desk" title={t('mailbox.title')} drill={false} private>
      <h1>{t('mailbox.title')}</h1>
      <p>{t('mailbox.intro')}</p>
      <Filter model={model} />
      {model.mails.length === 0 ? (
        <Notice tone="plain" icon="box">
          <p>{model.to === null ? t('mailbox.empty') : t('mailbox.emptyFor', { to: model.to })}</p>
        </Notice>
      ) : (
        <ul className="plain">
          {model.mails.map((mail) => (
            <Row key={mail.id} mail={mail} model={model} />
          ))}
        </ul>
      )}
      {model.before !== null && (
        <a className="button" href={withQuery(model, { to: model.to, before: model.before })}>
          {t('mailbox.older')}
        </a>
      )}
    </Page>,
  );
}

const sizeOf = (bytes: number, { language }: PageContext): string =>
  `${formatNumber(Math.ceil(bytes / 1024), language)} kB`;

/** `/mailbox/messages/{id}`: the mail's HTML stands in a sandboxed frame of its own. */
export function mailPage(context: PageContext, mail: ReadMail): string {
  const t = translator(context.language);
  const own = `${paths.mailbox}/messages/${mail.id}`;
  const subject = mail.subject || t('mailbox.noSubject');
  return renderPage(
    <Page context={context} surface="desk" title={subject} drill={false} private>
      <p>
        <a href={withQuery(context, {})}>{t('mailbox.back')}</a>
      </p>
      <h1>
        <bdi>{subject}</bdi>
      </h1>
      <Facts
        rows={[
          [t('mailbox.from'), <Ltr key="from">{mail.fromAddress}</Ltr>],
          [t('mailbox.to'), <Recipients key="to" context={context} mail={mail} />],
          [t('mailbox.received'), <Moment key="at" at={mail.receivedAt} language={context.language} />],
        ]}
      />
      {mail.html === null ? (
        <PlainText text={mail.text} />
      ) : (
        <iframe
          className="card"
          title={t('mailbox.content')}
          src={`${own}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          width="100%"
          height="640"
        />
      )}
      <Attachments context={context} mail={mail} />
      {mail.html !== null && (
        <details>
          <summary>{t('mailbox.text')}</summary>
          <PlainText text={mail.text} />
        </details>
      )}
      <details>
        <summary>{t('mailbox.headers')}</summary>
        <pre dir="ltr">{mail.headers.join('\n')}</pre>
      </details>
      <p>
        <a href={`${own}/raw`}>{t('mailbox.raw')}</a>
      </p>
    </Page>,
  );
}

const PlainText = ({ text }: { readonly text: string }) => (
  <div>
    <pre dir="auto">{text}</pre>
  </div>
);

const Recipients = ({ context, mail }: { readonly context: PageContext; readonly mail: ReadMail }) => (
  <>
    {mail.toAddresses.map((address) => (
      <a
        key={address}
        href={withQuery(context, { to: address })}
        title={translator(context.language)('mailbox.sameRecipient')}
      >
        <Ltr>{address}</Ltr>
      </a>
    ))}
  </>
);

const Attachments = ({ context, mail }: { readonly context: PageContext; readonly mail: ReadMail }) =>
  mail.attachments.length === 0 ? null : (
    <>
      <h2>{translator(context.language)('mailbox.attachments')}</h2>
      <ul>
        {mail.attachments.map(({ name, type, size }, index) => (
          <li key={`${index} ${name}`}>
            <bdi>{name || type}</bdi> · {sizeOf(size, context)}
          </li>
        ))}
      </ul>
    </>
  );

/** `/mailbox/…` of a mail that made room for newer ones. */
export function goneMailPage(context: PageContext): string {
  const t = translator(context.language);
  return renderPage(
    <Page context={context} surface="desk" title={t('mailbox.title')} drill={false} private>
      <h1>{t('mailbox.title')}</h1>
      <Notice tone="plain" icon="box">
        <p>{t('mailbox.gone')}</p>
      </Notice>
      <p>
        <a href={withQuery(context, {})}>{t('mailbox.back')}</a>
      </p>
    </Page>,
  );
}
