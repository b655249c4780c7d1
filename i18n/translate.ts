import { type FormatterModule, createInstance } from 'i18next';
import type { Language } from '../domain/language.js';
import { fa } from './catalogues/fa.js';
import { en } from './catalogues/en.js';
import { formatNumber } from './format.js';

type Catalogue = typeof fa;

/** Dotted paths to the strings of a catalogue. */
type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

type WithoutPlural<Path extends string> = Path extends `${infer Stem}_one` | `${infer Stem}_other`
  ? Stem
  : Path;

/** A text of the interface by its path: `newsroom.empty.title`. The plural forms of one text share its path. */
export type TextKey = WithoutPlural<Leaves<Catalogue>>;

type TextAt<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : T[(`${Path}_one` | `${Path}_other`) & keyof T];

type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The names a text leaves open, read from the Persian text itself. */
export type TextValues<K extends TextKey> = Placeholders<TextAt<Catalogue, K>>;

/** Numbers are written in the language's own digits; texts go in as they are. */
export type Translate = <K extends TextKey>(
  key: K,
  ...values: [TextValues<K>] extends [never] ? [] : [Readonly<Record<TextValues<K>, string | number>>]
) => string;

/** Numbers in the language's own digits. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? formatNumber(value, language as Language) : String(value),
};

const catalogues = createInstance().use(formatter);
await catalogues.init({
  resources: { fa: { translation: fa }, en: { translation: en } },
  lng: 'fa',
  fallbackLng: false,
  // React and the mail components escape; plain text must stay plain.
  interpolation: { escapeValue: false, alwaysFormat: true },
});

const translators: Record<Language, Translate> = {
  fa: catalogues.getFixedT('fa') as Translate,
  en: catalogues.getFixedT('en') as Translate,
};

/** The texts of the interface in one language. */
export const translator = (language: Language): Translate => translators[language];
