import type { Language } from '../domain/language.js';
import type { Db } from './connection.js';
import { listContacts, type ContactRecord } from './contacts.js';

const PAGE = 1000;

const headers: Readonly<Record<Language, readonly string[]>> = {
  fa: ['رایانامه', 'نام', 'سازمان', 'زبان'],
  en: ['email', 'name', 'organisation', 'language'],
};

/**
 * A list as CSV in pieces, in bounded memory: UTF-8 with the byte order mark that Excel needs, CRLF (RFC 4180), the
 * importer's own headers. A cell that a spreadsheet would run as a formula gets an apostrophe before it
 * (OWASP ASVS 1.2.10), which the importer takes off again.
 */
export async function* exportContacts(db: Db, list: string, language: Language): AsyncGenerator<string> {
  yield `\uFEFF${line(headers[language])}`;
  let after: string | undefined;
  do {
    const page = await listContacts(db, { list, limit: PAGE, ...(after === undefined ? {} : { after }) });
    if (page.contacts.length > 0) yield page.contacts.map(contactLine).join('');
    after = page.next ?? undefined;
  } while (after !== undefined);
}

const contactLine = ({ email, name, organisation, language }: ContactRecord): string =>
  line([email, name, organisation, language]);

const line = (cells: readonly string[]): string => `${cells.map(exportCell).join(',')}\r\n`;

/** One cell of an export: no formula, quoted where it must be. */
export function exportCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
