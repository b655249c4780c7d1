import type { Language } from '../domain/language.js';
import { formatReleasedAt } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import { letterAbout } from './about.js';
import type { Letter } from './letter.js';
import type { OutcomeMail } from './model.js';

function said({ outcome }: OutcomeMail, language: Language): string {
  const t = translator(language);
  switch (outcome.became) {
    case 'returned':
      return t('emails.outcome.said.returned', { cause: t(`words.returnCause.${outcome.cause}`) });
    case 'held':
      return t('emails.outcome.said.held', { reason: t(`words.hold.${outcome.reason}`) });
    case 'released':
      return t('emails.outcome.said.released', {
        at: formatReleasedAt(outcome.at, language),
        number: outcome.number,
        recipients: t('shared.people', { count: outcome.recipients }),
      });
    case 'agreed':
    case 'refused':
    case 'withdrawn':
    case 'superseded':
      return t(`emails.outcome.said.${outcome.became}`);
  }
}

/** Tells the author and the approvers what became of a text, with every reason given. */
export function outcomeLetter(model: OutcomeMail, language: Language): Letter {
  const t = translator(language);
  const text = said(model, language);
  const quotes = model.reasons.map(({ who, decision, note }) => ({
    who: decision === null ? who : `${who} (${t(`words.decision.${decision}`)})`,
    words: note,
  }));
  return letterAbout(model, language, {
    subject: t(`emails.outcome.subject.${model.outcome.became}`, { headline: model.announcement.headline }),
    preview: text,
    pieces: [
      { piece: 'paragraph', text },
      quotes.length > 0 ? { piece: 'quotes', heading: t('emails.outcome.reasons'), quotes } : null,
      {
        piece: 'link',
        label: t('emails.outcome.open'),
        before: `${t('emails.outcome.open')}:`,
        url: model.link,
      },
    ],
  });
}
