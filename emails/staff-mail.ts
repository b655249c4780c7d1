import type { Language } from '../domain/language.js';
import { askLetter } from './ask.js';
import { newCodeLetter, signInLetter } from './codes.js';
import type { Letter } from './letter.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { StaffMail, StaffMailModel } from './model.js';
import { officeToldLetter } from './office-told.js';
import { outcomeLetter } from './outcome.js';
import { receiptLetter } from './receipt.js';

function letterOf(model: StaffMailModel, language: Language): Letter {
  switch (model.mail) {
    case 'review_asked':
    case 'review_reminder':
    case 'stand_in_asked':
    case 'sign_off_asked':
    case 'sign_off_reminder':
    case 'next_signer_asked':
      return askLetter(model, language);
    case 'outcome':
      return outcomeLetter(model, language);
    case 'office_told':
      return officeToldLetter(model, language);
    case 'receipt':
      return receiptLetter(model, language);
    case 'new_code':
      return newCodeLetter(model, language);
    case 'sign_in':
      return signInLetter(model, language);
  }
}

/** A mail to staff in the recipient's language: a subject of one line, HTML, and plain text with the same words. */
export function composeStaffMail(model: StaffMailModel, language: Language): StaffMail {
  const letter = letterOf(model, language);
  return { subject: letter.subject, html: letterHtml(letter), text: letterText(letter) };
}
