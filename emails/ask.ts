import type { Language } from '../domain/language.js';
import { formatReleasedAt } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import { kindOf, letterAbout } from './about.js';
import type { Letter, Piece } from './letter.js';
import type { AskMail } from './model.js';

const signing: readonly AskMail['mail'][] = ['sign_off_asked', 'sign_off_reminder', 'next_signer_asked'];

function facts(model: AskMail, language: Language): Piece {
  const t = translator(language);
  const { announcement } = model;
  const channels = model.channels.map((channel) => t(`words.channel.${channel}`)).join(t('shared.comma'));
  const rows: readonly (readonly [string, string | null])[] = [
    [t('decision.mode'), t(announcement.drill ? 'decision.drill' : 'decision.live')],
    [t('emails.ask.deadline'), model.deadline && formatReleasedAt(model.deadline, language)],
    [t('emails.ask.audience'), model.audienceCount > 0 ? t('shared.people', { count: model.audienceCount }) : null],
    [t('emails.ask.channels'), channels],
    [t('emails.ask.kind'), kindOf(announcement, language)],
    [t('emails.ask.incident'), announcement.incident],
    [t('emails.ask.from'), announcement.agency],
    [t('decision.version'), t('shared.version', { number: announcement.version })],
  ];
  return { piece: 'facts', rows: rows.filter((row): row is readonly [string, string] => row[1] !== null) };
} // prettier-ignore

/** Asks one person to decide or to sign: the whole text, what agreeing leads to, the link and the code. */
export function askLetter(model: AskMail, language: Language): Letter {
  const t = translator(language);
  const { mail, announcement, seat, submittedBy, texts, withdrawal } = model;
  const why = t(`emails.ask.why.${mail}`, { submittedBy, seat });
  return letterAbout(model, language, {
    subject: t(`emails.ask.subject.${mail}`, { headline: announcement.headline }),
    preview: why,
    pieces: [
      { piece: 'paragraph', text: why },
      { piece: 'texts', heading: t('emails.ask.reading'), texts, weight: 'hero' },
      facts(model, language),
      {
        piece: 'link',
        label: t(signing.includes(mail) ? 'emails.ask.openToSign' : 'emails.ask.open'),
        before: t('emails.ask.openAt'),
        url: model.link,
      },
      { piece: 'code', label: t('emails.ask.code'), code: model.code, note: t('emails.ask.codeNote') },
      withdrawal.length > 0
        ? { piece: 'texts', heading: t('emails.ask.withdrawal'), texts: withdrawal, weight: 'aside' }
        : null,
      { piece: 'small', text: t('emails.ask.forward') },
    ],
  });
}
