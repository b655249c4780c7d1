import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { Page, buttonText, href, inDrill, renderPage } from '../shared/page.js';
import { Notice, SeverityTag, StateTag, Tag, label, listed } from '../shared/parts.js';
import { paths } from '../shared/paths.js';
import { Deadline, Since } from '../shared/times.js';
import type { DeskItem, DeskModel } from './model.js';

type ItemProps = { readonly item: DeskItem; readonly model: DeskModel };

function Waiting({ item, model }: ItemProps) {
  const { language, now } = model;
  if (item.waitingFor.length === 0 && item.deadline === null) return null;
  return (
    <p className="waiting">
      {item.waitingFor.length > 0 && (
        <span>{translator(language)('desk.waitingFor', { people: listed(item.waitingFor, language) })}</span>
      )}
      {item.since !== null && <Since at={item.since} now={now} language={language} />}
      {item.deadline !== null && <Deadline at={item.deadline} now={now} language={language} />}
    </p>
  );
}

function Item({ item, model }: ItemProps) {
  const { language } = model;
  const t = translator(language);
  const path = href(model, paths.deskAnnouncement(item.id));
  return (
    <li className={item.drill ? 'card item in-drill' : 'card item'}>
      <p className="label">
        {label(item.kind, item.number, language)} · {item.agency}
      </p>
      <h3>
        <a href={path}>
          <bdi>{inDrill(item.headline, item.drill, language)}</bdi>
        </a>
      </h3>
      <div className="tags">
        {item.drill && (
          <Tag icon="flag" tone="plain">
            {t('shared.drill.word')}
          </Tag>
        )}
        <StateTag status={item.status} language={language} />
        <SeverityTag severity={item.severity} language={language} />
      </div>
      <Waiting item={item} model={model} />
      {item.task === null ? (
        <p className="muted">{t('desk.changed', { at: formatTableTime(item.updatedAt, language) })}</p>
      ) : (
        <a className="button" href={path}>
          {buttonText(t(`desk.task.${item.task}`), item.drill, language)}
        </a>
      )}
    </li>
  );
}

function Items(props: { readonly heading: string; readonly items: readonly DeskItem[]; readonly empty: string | null; readonly model: DeskModel }) {
  const { heading, items, empty, model } = props;
  if (items.length === 0 && empty === null) return null;
  return (
    <section>
      <h2>{heading}</h2>
      {items.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ul className="items">
          {items.map((item) => (
            <Item key={item.id} item={item} model={model} />
          ))}
        </ul>
      )}
    </section>
  );
} // prettier-ignore

/** What waits for this person, what they wait for, and what else they may see. */
export function deskPage(model: DeskModel): string {
  const { language, mayStart, older } = model;
  const t = translator(language);
  return renderPage(
    <Page context={model} surface="desk" title={t('desk.title')} drill={false} private>
      <div className="top">
        <h1>{t('desk.title')}</h1>
        {mayStart && (
          <a className="button primary" href={href(model, paths.deskNew)}>
            {t('desk.write')}
          </a>
        )}
      </div>
      {model.notice && (
        <Notice tone="done" icon="check">
          {t(`desk.notice.${model.notice}`)}
        </Notice>
      )}
      <Items
        heading={t('desk.waitsForMe')}
        items={model.waitsForMe}
        empty={t('desk.waitsForMeEmpty')}
        model={model}
      />
      <Items
        heading={t('desk.iWaitFor')}
        items={model.iWaitFor}
        empty={t(mayStart ? 'desk.iWaitForEmpty' : 'desk.iWaitForEmptyReader')}
        model={model}
      />
      <Items heading={t('desk.others')} items={model.others} empty={null} model={model} />
      <p className="feeds">
        {older !== null && <a href={older}>{t('desk.older')}</a>}
        <a href={href(model, paths.drills)}>{t('desk.drills')}</a>
      </p>
    </Page>,
  );
}
