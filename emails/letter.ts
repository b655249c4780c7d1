import type { Language } from '../domain/language.js';
import type { MailText } from './model.js';

/** One piece of a mail, laid out twice: as HTML and as plain text, with the same words. */
export type Piece =
  | { readonly piece: 'paragraph'; readonly text: string }
  | { readonly piece: 'small'; readonly text: string }
  | { readonly piece: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly piece: 'texts'; readonly heading: string; readonly texts: readonly MailText[]; readonly weight: 'hero' | 'aside' }
  | { readonly piece: 'quotes'; readonly heading: string; readonly quotes: readonly { readonly who: string; readonly words: string }[] }
  | { readonly piece: 'link'; readonly label: string; readonly before: string; readonly url: string }
  | { readonly piece: 'code'; readonly label: string; readonly code: string; readonly note: string }; // prettier-ignore

/** A whole mail before it is laid out. */
export interface Letter {
  readonly language: Language;
  readonly drill: boolean;
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly greeting: string;
  readonly pieces: readonly Piece[];
  readonly signature: string;
}

/** Names and headlines in one line: a line end in them could end a header or forge a line of the text. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Six digits in two groups; in running text they would change places beside Persian, so they always stand isolated. */
export const grouped = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, '$1 $2');
