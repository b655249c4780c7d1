import type { Language } from '../domain/language.js';
import { translator } from '../i18n/translate.js';
import { type Letter, type Piece, oneLine } from './letter.js';
import type { MailText } from './model.js';

const line = '――――――――――';

function statement({ language, headline, body, action }: MailText): string {
  const t = translator(language);
  const what = action ? `\n\n${t('emails.ask.action')}\n${action.text}` : '';
  return `${oneLine(headline)}\n\n${body.text}${what}`;
}

/** The code stands alone and ungrouped: two groups of digits would change places in a right-to-left line. */
function plain(piece: Piece, language: Language): string {
  switch (piece.piece) {
    case 'paragraph':
    case 'small':
      return piece.text;
    case 'facts':
      return piece.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'texts':
      return [`${line}\n${piece.heading}`, ...piece.texts.map(statement), line].join('\n\n');
    case 'quotes':
      return [
        piece.heading,
        ...piece.quotes.map(({ who, words }) =>
          translator(language)('emails.quote', { who, words: oneLine(words) }),
        ),
      ].join('\n');
    case 'link':
      return `${piece.before}\n${piece.url}`;
    case 'code':
      return `${piece.label}:\n${piece.code}\n${piece.note}`;
  }
}

/** The plain text part. */
export function letterText(letter: Letter): string {
  const t = translator(letter.language);
  const drill = letter.drill ? [t('shared.drill.band')] : [];
  const parts = [
    ...drill,
    letter.greeting,
    ...letter.pieces.map((piece) => plain(piece, letter.language)),
    `-- \n${letter.signature}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
