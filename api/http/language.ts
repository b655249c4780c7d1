import type { Request } from 'express';
import { languages, type Language } from '../../domain/language.js';

const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text);

/** The language asked for in the address (`?lang=`), if it is one of ours. */
export const askedLanguage = (req: Request): Language | undefined => {
  const asked: unknown = req.query['lang'];
  return isLanguage(asked) ? asked : undefined;
};

/** The language of public pages and feeds: the address alone decides, so that caches may keep them. */
export const publicLanguage = (req: Request): Language => askedLanguage(req) ?? 'fa';

/** The language of answers to one client: what the address asks, what the client accepts, its person's, Persian. */
export function languageOf(req: Request, person?: { readonly language: Language } | null): Language {
  const accepted = req.headers['accept-language'] ? req.acceptsLanguages('fa', 'en') : false;
  return askedLanguage(req) ?? (isLanguage(accepted) ? accepted : (person?.language ?? 'fa'));
}

/** The language of pages for one person: theirs comes before what their browser happens to accept. */
export const pageLanguage = (req: Request, person?: { readonly language: Language } | null): Language =>
  askedLanguage(req) ?? person?.language ?? languageOf(req);
