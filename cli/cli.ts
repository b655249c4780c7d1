import type { Env } from '../config/env.js';
import { languages, type Language } from '../domain/language.js';
import type { Refusal } from '../domain/refusal.js';
import { refusalText } from '../i18n/refusals.js';
import { translator, type Translate } from '../i18n/translate.js';

/** Where a command reads from and writes to; a test brings its own. */
export interface Io {
  readonly env: Env;
  readonly input: AsyncIterable<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
}

/** Exit codes (design §8): done, refused or failed, wrong use. */
export const exit = { done: 0, refused: 1, wrongUse: 2 } as const;

/** How the command was used is wrong; the message is in the user's language. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/** Something was not done; every reason is a sentence in the user's language. */
export class NotDone extends Error {
  override name = 'NotDone';
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/** What every command works with: the user's language, and how to print. */
export class Cli {
  readonly t: Translate;
  /** Set by --json. */
  json = false;

  constructor(
    readonly io: Io,
    readonly language: Language,
  ) {
    this.t = translator(language);
  }

  say(line: string): void {
    this.io.out(`${line}\n`);
  }

  /** Progress, kept apart from what a script reads. */
  note = (line: string): void => this.io.err(`${line}\n`);

  refuse(refusals: readonly Refusal[]): NotDone {
    return new NotDone(refusals.map((refusal) => refusalText(refusal, this.language)));
  }

  /** Prints `value` with --json, else the line. */
  report(value: unknown, line: string): void {
    this.say(this.json ? JSON.stringify(value) : line);
  }

  /** Prints rows under the columns' names, or as JSON. Nothing to show is said so. */
  table<R extends object>(rows: readonly R[], columns: Readonly<Record<string, (row: R) => string>>): void {
    if (this.json) return this.say(JSON.stringify(rows));
    if (rows.length === 0) return this.say(this.t('cli.says.none'));
    const names = Object.keys(columns).map((name) => this.t(`cli.column.${name}` as 'cli.column.email'));
    const lines = [names, ...rows.map((row) => Object.values(columns).map((cell) => cell(row)))];
    const widths = names.map((_, at) => Math.max(...lines.map((cells) => widthOf(cells[at]))));
    for (const cells of lines)
      this.say(
        cells
          .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)))
          .join('  ')
          .trimEnd(),
      );
  }
}

/** How many columns of a terminal a text takes: marks and half-spaces take none. */
const widthOf = (text = ''): number => text.replace(/[\p{Mn}\p{Cf}]/gu, '').length;

/** The language asked for by `--lang`, else by the environment's locale; English where that is neither. */
export function languageOf(argv: readonly string[], env: Env): Language {
  const at = argv.indexOf('--lang');
  const given = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice(7);
  const locale = given ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return languages.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';
}
