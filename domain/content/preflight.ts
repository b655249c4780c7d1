import type { Language } from '../language.js';
import type { PreflightCheck } from '../policy/policy.js';
import { isBlank } from '../text/characters.js';
import { fold } from '../text/fold.js';
import { countSms } from '../text/sms.js';
import { countWords } from '../text/words.js';
import { type Content, languagesOf, recipientChannels } from './content.js';

/** What is known beside the text when it is looked over. */
export interface PreflightFacts {
  /** How many people the audience reaches now; absent while nobody has counted. */
  readonly audienceCount?: number;
  /** Translations older than the Persian text they belong to. */
  readonly staleTranslations?: readonly Language[];
  /** Words the office does not use; compared with letters folded. */
  readonly blockedWords?: readonly string[];
}

/** More parts than that arrive late and out of order on many telephones. */
export const smsPartsLimit = 3;
/** What people can take in under stress: 27 words (Covello's message map), here of headline and action together. */
export const messageMapWords = 27;

type Find = (content: Content, facts: PreflightFacts) => readonly string[];

const perLanguage = (content: Content, path: (language: Language) => string, broken: (language: Language) => boolean): string[] =>
  languagesOf(content).filter(broken).map(path); // prettier-ignore

const hasReach = /https?:\/\/|mailto:|tel:|[0-9۰-۹٠-٩]{3,}/u;

const finders: Readonly<Record<PreflightCheck, Find>> = {
  sms_parts: (content) =>
    perLanguage(content, (language) => `texts.${language}.sms`, (language) => countSms(content.texts[language]?.sms ?? '').parts > smsPartsLimit),
  message_map: (content) =>
    perLanguage(content, (language) => `texts.${language}.action`, (language) => {
      const said = content.texts[language];
      return countWords(`${said?.headline} ${said?.action}`) > messageMapWords;
    }),
  action: (content) =>
    perLanguage(content, (language) => `texts.${language}.action`, (language) => isBlank(content.texts[language]?.action ?? '')),
  /** A reader must be able to ask: a contact, or a number or address in the text. */
  source: (content) => {
    const asks = Object.values(content.texts).some((said) => hasReach.test(`${said.body} ${said.action}`));
    return !isBlank(content.cap.contact ?? '') || asks ? [] : ['cap.contact'];
  },
  stale_translation: (_, { staleTranslations = [] }) => staleTranslations.map((language) => `texts.${language}`),
  empty_audience: (content, { audienceCount }) => {
    const sends = content.channels.some((channel) => recipientChannels.some((sending) => sending === channel));
    return sends && (content.audience.lists.length === 0 || audienceCount === 0) ? ['audience'] : [];
  },
  blocked_words: (content, { blockedWords = [] }) => {
    const blocked = blockedWords.map(fold);
    return Object.entries(content.texts).flatMap(([language, said]) =>
      (['headline', 'body', 'action', 'sms'] as const)
        .filter((name) => blocked.some((word) => fold(said[name] ?? '').includes(word)))
        .map((name) => `texts.${language}.${name}`),
    );
  },
}; // prettier-ignore

/** Every place a pre-flight check finds fault with; whether that stops the text is the policy's word. */
export function preflight(content: Content, facts: PreflightFacts): { readonly check: PreflightCheck; readonly field: string }[] {
  return (Object.entries(finders) as [PreflightCheck, Find][]).flatMap(([check, find]) =>
    find(content, facts).map((field) => ({ check, field })),
  );
} // prettier-ignore
