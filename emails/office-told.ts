import type { Language } from '../domain/language.js';
import { formatReleasedAt } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import { letterAbout } from './about.js';
import type { Letter } from './letter.js';
import type { OfficeToldMail } from './model.js';

/** Tells the office that a seat or the signature stayed silent beyond every clock. */
export function officeToldLetter(model: OfficeToldMail, language: Language): Letter {
  const t = translator(language);
  const deadline = formatReleasedAt(model.deadline, language);
  const text =
    model.seat === null
      ? t('emails.officeTold.signOff', { deadline })
      : t('emails.officeTold.review', { seat: model.seat, deadline });
  const people = model.waitingFor.join(t('shared.comma'));
  return letterAbout(model, language, {
    subject: t('emails.officeTold.subject', { headline: model.announcement.headline }),
    preview: text,
    pieces: [
      { piece: 'paragraph', text },
      {
        piece: 'paragraph',
        text: t('emails.officeTold.waitingFor', { people, since: formatReleasedAt(model.since, language) }),
      },
      {
        piece: 'link',
        label: t('emails.officeTold.open'),
        before: `${t('emails.officeTold.open')}:`,
        url: model.link,
      },
    ],
  });
}
