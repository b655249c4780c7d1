/** Languages a text may be written in; Persian is the first and is always present. A further language is added here and by its catalogue. */
export const languages = ['fa', 'en'] as const;
export type Language = (typeof languages)[number];

/** A short text in every language of the interface (titles, names). */
export type Localized = Record<Language, string>;

/** Direction is a fact about a language, never about the interface. */
export const directionOf: Record<Language, 'rtl' | 'ltr'> = { fa: 'rtl', en: 'ltr' };

/** BCP 47 tags used in CAP, feeds and `lang` attributes. */
export const tagOf: Record<Language, string> = { fa: 'fa-IR', en: 'en-GB' };
