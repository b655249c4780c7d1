import type { Language } from '../domain/language.js';
import { formatReleasedAt } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import { letterAbout } from './about.js';
import type { Letter } from './letter.js';
import type { NewCodeMail, SignInMail } from './model.js';

/** A new code for a decision link that stays as it is. */
export function newCodeLetter(model: NewCodeMail, language: Language): Letter {
  const t = translator(language);
  return letterAbout(model, language, {
    subject: t('emails.newCode.subject', { headline: model.announcement.headline }),
    preview: t('emails.newCode.said'),
    pieces: [
      { piece: 'paragraph', text: t('emails.newCode.said') },
      { piece: 'code', label: t('emails.ask.code'), code: model.code, note: t('emails.ask.codeNote') },
      { piece: 'link', label: t('emails.newCode.open'), before: t('emails.ask.openAt'), url: model.link },
      { piece: 'small', text: t('emails.newCode.notYou') },
    ],
  });
}

/** Link and code to sign in; opening the link alone signs nobody in. */
export function signInLetter(model: SignInMail, language: Language): Letter {
  const t = translator(language);
  const text = t('emails.signIn.said', { until: formatReleasedAt(model.validUntil, language) });
  return letterAbout(model, language, {
    subject: t('emails.signIn.subject'),
    preview: text,
    pieces: [
      { piece: 'paragraph', text },
      {
        piece: 'link',
        label: t('emails.signIn.open'),
        before: `${t('emails.signIn.open')}:`,
        url: model.link,
      },
      { piece: 'code', label: t('emails.ask.code'), code: model.code, note: t('emails.signIn.notYou') },
    ],
  });
}
