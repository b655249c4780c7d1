import type { AlertInfo, CapAlert } from '../alert.js';
import { type Placed, at, error, infosOf, warning, wherever } from './rule.js';

/** A tag of BCP 47, as far as alerts use them: language, script, region. */
const tagForm = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
const isPersian = (language: string | undefined): boolean => /^fa\b/.test(language ?? '');
const arabicScript = /\p{Script=Arabic}/u;
const latinScript = /\p{Script=Latin}/u;

/** Places of infos that clash with an earlier one. */
function clashes(
  alert: CapAlert,
  name: keyof AlertInfo,
  clash: (a: AlertInfo, b: AlertInfo) => boolean,
): string[] {
  const infos = infosOf(alert);
  const clashesBefore = ({ value }: Placed<AlertInfo>, index: number): boolean =>
    infos.slice(0, index).some((earlier) => clash(earlier.value, value));
  return infos.filter(clashesBefore).map(({ path }) => `${path}.${name}`);
}

const codes = ({ category, eventCode }: AlertInfo): string =>
  JSON.stringify([category.toSorted(), eventCode ?? []]);
const says = ({ headline = '', description = '' }: AlertInfo): string => `${headline}\n${description}`.trim();

/** One info a language, each marked, all meaning the same (CAP 1.2 §3.2.2 language). */
export const languageRules = {
  /** Absent means en-US: never left out. */
  language_missing: error((alert) => infosOf(alert).flatMap(({ path, value }) => at(`${path}.language`, !value.language))),
  language_form: error((alert) =>
    infosOf(alert).flatMap(({ path, value }) => at(`${path}.language`, Boolean(value.language) && !tagForm.test(value.language ?? ''))),
  ),
  language_script: warning((alert) =>
    infosOf(alert).flatMap(({ path, value }) => {
      const script = isPersian(value.language) ? arabicScript : latinScript;
      const ours = isPersian(value.language) || /^en\b/.test(value.language ?? '');
      return at(`${path}.language`, ours && Boolean(value.headline) && !script.test(value.headline ?? ''));
    }),
  ),
  language_repeated: warning((alert) => clashes(alert, 'language', (a, b) => a.language === b.language)),
  language_same_text: warning((alert) => clashes(alert, 'description', (a, b) => a.language !== b.language && says(a) !== '' && says(a) === says(b))),
  language_codes_differ: error((alert) => clashes(alert, 'category', (a, b) => codes(a) !== codes(b))),
  /** ي and ك look like ی and ک but are other letters: a search for the word misses them. */
  arabic_letters: warning((alert) => wherever(alert, (text, language) => isPersian(language) && /[يك]/.test(text))),
}; // prettier-ignore
