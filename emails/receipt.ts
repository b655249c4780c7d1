import type { Language } from '../domain/language.js';
import { formatReleasedAt } from '../i18n/format.js';
import { refusalText } from '../i18n/refusals.js';
import { translator } from '../i18n/translate.js';
import { letterAbout } from './about.js';
import type { Letter, Piece } from './letter.js';
import type { ReceiptMail } from './model.js';

function facts(model: ReceiptMail, language: Language): Piece {
  const t = translator(language);
  const rows: readonly (readonly [string, string | null])[] = [
    [t('emails.receipt.at'), formatReleasedAt(model.at, language)],
    [t('emails.receipt.version'), t('shared.version', { number: model.announcement.version })],
    [t('emails.receipt.note'), model.note === '' ? null : model.note],
    [t('shared.hash'), model.manifestSha256],
  ];
  return { piece: 'facts', rows: rows.filter((row): row is readonly [string, string] => row[1] !== null) };
}

/** A person's decision as it was taken, in the same three wordings as the page. */
export function receiptLetter(model: ReceiptMail, language: Language): Letter {
  const t = translator(language);
  const text = t(`emails.receipt.said.${model.status}`, {
    seat: model.seat,
    decision: t(`words.decision.${model.decision}`),
  });
  return letterAbout(model, language, {
    subject: t(`emails.receipt.subject.${model.status}`, { headline: model.announcement.headline }),
    preview: text,
    pieces: [
      { piece: 'paragraph', text },
      ...model.because.map((refusal): Piece => ({
        piece: 'paragraph',
        text: refusalText(refusal, language, model.names),
      })),
      facts(model, language),
      {
        piece: 'link',
        label: t('emails.receipt.open'),
        before: `${t('emails.receipt.open')}:`,
        url: model.link,
      },
      { piece: 'small', text: t('emails.receipt.notYou') },
    ],
  });
}
