/**
 * The one form a text is kept in, made once at input: NFC, line ends as LF. Nothing else is touched: TAB, ZWNJ and every
 * letter stay as typed, so that what is stored, hashed, shown and sent are the same bytes.
 */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}
