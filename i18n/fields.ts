import { type Language, languages } from '../domain/language.js';
import { fa } from './catalogues/fields.js';
import { type TextKey, translator } from './translate.js';

type FieldName = Exclude<keyof typeof fa, 'inLanguage' | 'withdrawal'>;

const isLanguage = (part: string | undefined): part is Language => languages.includes(part as Language);
const isFieldName = (name: string): name is FieldName =>
  name !== 'inLanguage' && name !== 'withdrawal' && Object.hasOwn(fa, name);

/** `withdrawal.fa.body` and `cap.severity` are named apart from `texts.fa.body` and `severity`. */
function keyOf(parts: readonly string[]): TextKey | null {
  const words = parts.filter((part) => !isLanguage(part) && !/^\d+$/.test(part));
  const last = words.at(-1) ?? '';
  if (words[0] === 'withdrawal' && (last === 'headline' || last === 'body'))
    return `fields.withdrawal.${last}`;
  if (words[0] === 'cap' && last === 'severity') return 'fields.capSeverity';
  return isFieldName(last) ? `fields.${last}` : null;
}

/** What a form calls the field at `path` (`texts.en.headline` → «عنوان (انگلیسی)»); an unknown path stays as it is. */
export function fieldName(path: string, language: Language): string {
  const t = translator(language);
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  const key = keyOf(parts);
  if (!key) return path;
  const written = parts.find(isLanguage);
  const field = t(key as 'fields.headline');
  return written ? t('fields.inLanguage', { field, language: t(`words.language.${written}`) }) : field;
}
