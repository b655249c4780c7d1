import type { CsvProblem } from '../domain/refusal.js';

/** A file that cannot be read on; `line` counts from one. */
export class CsvRefused extends Error {
  override name = 'CsvRefused';
  constructor(
    readonly problem: CsvProblem,
    readonly line: number | null,
    readonly column: string | null = null,
  ) {
    super(problem);
  }
}

/** Bytes that say what a file is. */
const signatures = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;
const zip = [0x50, 0x4b, 0x03, 0x04];

type Decoder = InstanceType<typeof TextDecoder>;

/** How far a file is looked at for bytes of zero, which no UTF-8 text has. */
const LOOKED_AT = 1024;

/**
 * The text of a file with its line ends as LF: UTF-8, or UTF-16 that says so by its byte order mark. Anything else is
 * refused by name: an Excel workbook, a single-byte encoding (Windows-1256, latin-1) with the line that shows it,
 * UTF-16 without a mark.
 */
export async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | null = null;
  let line = 1;
  let carried = '';
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const text = carried + decodeChunk(decoder, chunk, line);
    carried = text.endsWith('\r') ? '\r' : '';
    const lines = withLineFeeds(text.slice(0, text.length - carried.length));
    line += countLineFeeds(lines);
    yield lines;
  }
  if (decoder) yield withLineFeeds(carried + decodeChunk(decoder, undefined, line));
}

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

export const countLineFeeds = (text: string): number => text.split('\n').length - 1;

function decodeChunk(decoder: Decoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    const problem = decoder.encoding === 'utf-8' ? 'encoding_single_byte' : 'encoding';
    throw new CsvRefused(problem, line + linesBeforeFault(chunk));
  }
}

/** Line ends before the first byte that is no UTF-8; the cut at the chunk's beginning (three bytes at most) is none. */
function linesBeforeFault(chunk: Uint8Array = new Uint8Array()): number {
  const text = new TextDecoder().decode(chunk);
  return countLineFeeds(text.slice(0, text.indexOf('\uFFFD', 3)));
}

function encodingOf(start: Uint8Array): string {
  const begins = (bytes: readonly number[]) => bytes.every((byte, index) => start[index] === byte);
  if (begins(zip)) throw new CsvRefused('not_csv', null);
  const marked = signatures.find(({ bytes }) => begins(bytes));
  if (marked) return marked.encoding;
  if (start.subarray(0, LOOKED_AT).includes(0)) throw new CsvRefused('encoding', null);
  return 'utf-8';
}
