import { sql, type SQL } from 'drizzle-orm';

const looksAlike = { from: 'يىكۀ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩', to: 'ییکه01234567890123456789' };
/** ZWNJ, tatweel, the superscript alef and the marks U+064B to U+0655. */
const dropped = `\u200C\u0640\u0670${Array.from({ length: 11 }, (_, index) => String.fromCharCode(0x064b + index)).join('')}`;

/** A text in the database folded as `fold` of domain/text folds one: what two writers of Persian would both find. */
export const folded = (text: SQL): SQL =>
  sql`lower(translate(normalize(${text}, NFC), ${looksAlike.from + dropped}, ${looksAlike.to}))`;

/** A word for LIKE, with its own wildcards taken literally. */
export const containing = (word: string): string => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
