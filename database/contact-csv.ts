import { parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import type { Language } from '../domain/language.js';
import type { Refusal } from '../domain/refusal.js';
import { toAsciiDigits } from '../domain/text/digits.js';
import { fold } from '../domain/text/fold.js';
import { countLineFeeds, CsvRefused, decode } from './contact-decode.js';
import { checkContact } from './contacts.js';

/** What one file may hold; the longest row is in characters. */
export const contactFileLimits = {
  bytes: 200 * 1024 * 1024,
  rows: 1_000_000,
  columns: 50,
  row: 10_000,
} as const;

/** One row of a file that is in order. `language` is null where the file does not say. */
export interface CsvContact {
  readonly line: number;
  readonly email: string;
  readonly emailKey: string;
  readonly name: string;
  readonly organisation: string;
  readonly language: Language | null;
}

export type CsvRow = { readonly contact: CsvContact } | { readonly refusals: readonly Refusal[] };

const fields = ['email', 'name', 'organisation', 'language'] as const;
type Field = (typeof fields)[number];

/** The headers people write, compared folded (case, ي/ی, ZWNJ, spaces and hyphens do not matter). */
export const headerNames: Readonly<Record<Field, readonly string[]>> = {
  email: ['رایانامه', 'ایمیل', 'پست الکترونیک', 'نشانی رایانامه', 'email', 'e-mail', 'mail', 'email address'],
  name: ['نام', 'نام و نام خانوادگی', 'نام کامل', 'name', 'full name'],
  organisation: ['سازمان', 'دستگاه', 'رسانه', 'organisation', 'organization', 'agency', 'media'],
  language: ['زبان', 'language', 'lang'],
};
const languageNames: Readonly<Record<Language, readonly string[]>> = {
  fa: ['fa', 'fa-IR', 'فارسی', 'persian', 'farsi'],
  en: ['en', 'en-GB', 'en-US', 'انگلیسی', 'english'],
};

const loose = (text: string): string => fold(text).replace(/[\s\-_]/g, '');

const lookUp = <T extends string>(names: Readonly<Record<T, readonly string[]>>) => {
  const known = new Map(
    (Object.entries(names) as [T, readonly string[]][]).flatMap(([value, spellings]) =>
      spellings.map((spelling) => [loose(spelling), value] as const),
    ),
  );
  return (text: string): T | undefined => known.get(loose(text));
};
const fieldOf = lookUp(headerNames);
const languageOf = lookUp(languageNames);

/**
 * Reads a contact file row by row, in bounded memory: what is wrong with a row comes out with its line and the reading
 * goes on; what is wrong with the file as a whole ends it with a {@link CsvRefused}. Comma, semicolon or TAB between
 * the cells, whichever the header has.
 */
export async function* readContacts(input: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let header: Header | null = null;
  let rows = 0;
  for await (const { cells, line } of records(input)) {
    if (header === null) {
      header = readHeader(cells, line);
      continue;
    }
    if (cells.every((cell) => cell === '')) continue;
    rows += 1;
    if (rows > contactFileLimits.rows) throw new CsvRefused('too_many_rows', line);
    yield readRow(header, cells, line);
  }
  if (header === null || rows === 0) throw new CsvRefused('empty', null);
}

interface Header {
  readonly cells: readonly string[];
  readonly at: Partial<Record<Field, number>>;
}

function readHeader(cells: readonly string[], line: number): Header {
  if (cells.length > contactFileLimits.columns) throw new CsvRefused('column_count', line);
  const at: Partial<Record<Field, number>> = {};
  for (const [index, cell] of cells.entries()) {
    const field = fieldOf(cell);
    if (field === undefined) throw new CsvRefused('header_unknown', line, cell.slice(0, 100));
    if (at[field] !== undefined) throw new CsvRefused('header_repeated', line, cell);
    at[field] = index;
  }
  if (at.email === undefined) throw new CsvRefused('header_missing', line, 'رایانامه / email');
  return { cells, at };
}

function readRow({ cells: header, at }: Header, cells: readonly string[], line: number): CsvRow {
  if (cells.length !== header.length)
    return { refusals: [{ code: 'csv', problem: 'column_count', line, column: null }] };
  const cell = (field: Field) => unescapeCell(cells[at[field] ?? -1] ?? '');
  const columnOf = (field: Field) => header[at[field] ?? -1] ?? field;
  const written = cell('language');
  const language = written === '' ? null : languageOf(written);
  const email = toAsciiDigits(cell('email'));
  const checked = checkContact({
    email,
    name: cell('name'),
    organisation: cell('organisation'),
    language: 'fa',
  });
  const refusals: Refusal[] = checked.ok
    ? []
    : checked.refusals.map((one) => rowRefusal(one, email, line, columnOf));
  if (language === undefined)
    refusals.push({ code: 'csv', problem: 'language_unknown', line, column: columnOf('language') });
  if (!checked.ok || language === undefined) return { refusals };
  return { contact: { ...checked.value, language, line } };
}

function rowRefusal(
  refusal: Refusal,
  email: string,
  line: number,
  columnOf: (field: Field) => string,
): Refusal {
  const field = 'field' in refusal && fields.find((one) => one === refusal.field);
  const column = columnOf(field || 'email');
  if (refusal.code === 'text_too_long') return { code: 'csv', problem: 'name_too_long', line, column };
  if (refusal.code !== 'invalid_request') return { code: 'csv', problem: 'text_refused', line, column };
  return { code: 'csv', problem: email === '' ? 'email_missing' : 'email_invalid', line, column };
}

/** Takes back what the export put before a cell that a spreadsheet would read as a formula. */
const unescapeCell = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '').trim();

/** The rows of the file with the line each begins on. */
async function* records(input: AsyncIterable<Uint8Array>): AsyncGenerator<{ cells: string[]; line: number }> {
  const text = decode(input);
  const { start, delimiter } = await lookAtHeader(text);
  let parsedUpTo = 0;
  const parser = parse({
    delimiter,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: contactFileLimits.row,
    skip_empty_lines: true,
    on_record: (row: string[], { lines }) => {
      parsedUpTo = lines;
      return row;
    },
  });
  // The callback form hands the source's error on to whoever reads the parser.
  pipeline(Readable.from(chain(start, text)), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>)
      yield { cells: record.map((cell) => cell.trim()), line: info.lines - countLineFeeds(record.join('')) };
  } catch (error) {
    throw asRefused(error, parsedUpTo + 1);
  }
}

interface ParsedRow {
  readonly record: string[];
  /** `lines` counts up to the row's last line. */
  readonly info: { readonly lines: number };
}

async function* chain(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

/** Reads up to the end of the first line to see what stands between its cells. */
async function lookAtHeader(text: AsyncGenerator<string>): Promise<{ start: string; delimiter: string }> {
  let start = '';
  while (!start.includes('\n') && start.length <= contactFileLimits.row) {
    const { value, done } = await text.next();
    if (done) break;
    start += value;
  }
  const header = start.split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return { start, delimiter: [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',' };
}

/** csv-parse's words for what it cannot read, as ours. A row that runs on over line ends has lost its closing quote. */
function asRefused(error: unknown, line: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new CsvRefused('unclosed_quote', line);
  if (error.code !== 'CSV_MAX_RECORD_SIZE') return error;
  const overLines = 'lines' in error && Number(error.lines) > line;
  return new CsvRefused(overLines ? 'unclosed_quote' : 'row_too_long', line);
}
