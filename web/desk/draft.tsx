import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { buttonText, href } from '../shared/page.js';
import { paths } from '../shared/paths.js';
import { ActButton, ActForm, type ActProps } from './act-form.js';
import type { DeskAnnouncementModel } from './model.js';

/** The present draft: its revision, and the way to its form. */
export function Draft({ model }: { readonly model: DeskAnnouncementModel }) {
  const { draft, language } = model;
  const t = translator(language);
  if (!draft) return null;
  const { revision, changedBy: person, changedAt } = draft;
  return (
    <section className="card">
      <p>{t('desk.draftOnly')}</p>
      <p className="muted">
        {t('desk.draftFacts', { revision, person, at: formatTableTime(changedAt, language) })}
      </p>
      <a className="button" href={href(model, paths.deskDraft(model.id))}>
        {buttonText(t('desk.edit'), model.drill, language)}
      </a>
    </section>
  );
}

/** Freezes exactly the revision that was seen. */
export function Submission(props: ActProps) {
  const { model } = props;
  const t = translator(model.language);
  return (
    <ActForm {...props} hidden={{ revision: model.draft?.revision ?? 0 }}>
      <p className="muted">{t('desk.consequence.submissions')}</p>
      <ActButton {...props} text={t('desk.button.submissions')} look="primary" />
    </ActForm>
  );
}
