import type { Language } from '../domain/language.js';
import { translator } from '../i18n/translate.js';
import { type Letter, type Piece, oneLine } from './letter.js';
import type { MailAnnouncement, MailContext } from './model.js';

/** Frames a mail about an announcement: greeting, signature, and in a drill the word at the head of the subject. */
export function letterAbout(
  model: MailContext & { readonly announcement?: MailAnnouncement },
  language: Language,
  parts: { readonly subject: string; readonly preview: string; readonly pieces: readonly (Piece | null)[] },
): Letter {
  const t = translator(language);
  const drill = model.announcement?.drill ?? false;
  const subject = oneLine(parts.subject);
  return {
    language,
    drill,
    subject: drill ? t('shared.drill.heading', { text: subject }) : subject,
    preview: oneLine(parts.preview),
    greeting: t('emails.greeting', { name: oneLine(model.recipient) }),
    pieces: parts.pieces.filter((piece) => piece !== null),
    signature: t('emails.signature', { office: model.office[language] }),
  };
}

/** «اطلاعیه · ایمنی جان» */
export function kindOf({ kind, severity }: MailAnnouncement, language: Language): string {
  const t = translator(language);
  return `${t(`words.kind.${kind}`)} · ${t(`words.severity.${severity}`)}`;
}
