/** Controls XML 1.0 or mail cannot carry: C0 but TAB and LF, DEL, C1, and the two non-characters U+FFFE and U+FFFF. */
export const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/u; // oxlint-disable-line no-control-regex
/** Bidi embeddings and overrides (UTR 36; CVE-2021-42574): the text read would differ from the text stored. */
export const bidiOverrides = /[\u202A-\u202E]/u;
/** Bidi isolates: useful in right-to-left text, only misleading in left-to-right. */
export const isolates = /[\u2066-\u2069]/u;
/** Characters nobody sees: refused in names, shown as chips in texts. ZWNJ is Persian spelling and not among them. */
export const invisibles =
  /[\u00AD\u180E\u200B\u200D-\u200F\u061C\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

const spaces = /[\s\u200C]/u;

/** Whether a text shows nothing at all: white space, ZWNJ and characters nobody sees. */
export const isBlank = (text: string): boolean =>
  Array.from(text).every((letter) => spaces.test(letter) || invisibles.test(letter));

/** Whether a text has a character that no text of the product may hold. */
export function hasForbiddenCharacter(text: string): boolean {
  return !text.isWellFormed() || controls.test(text) || bidiOverrides.test(text);
}
