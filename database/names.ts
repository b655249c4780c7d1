import type { Localized } from '../domain/language.js';
import type { Refusal } from '../domain/refusal.js';
import { checkName } from '../domain/text/check.js';

/** Longest name of a person, an agency, a list or an organisation, in UTF-16 units. */
export const LONGEST_NAME = 200;

/** A slug as agencies, posts and lists have them. */
const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 60;

/** What is wrong with a name in its languages; its fields are called `name.fa` and `name.en`. */
export const nameRefusals = (name: Localized): Refusal[] => [
  ...checkName('name.fa', name.fa, { limit: LONGEST_NAME, language: 'fa' }),
  ...checkName('name.en', name.en, { limit: LONGEST_NAME, language: 'en' }),
];

/** What is wrong with a one-line text that may be empty. */
export const lineRefusals = (field: string, text: string | null): Refusal[] =>
  text === null || text === '' ? [] : checkName(field, text, { limit: LONGEST_NAME, language: 'fa' });

export const slugRefusals = (field: string, slug: string): Refusal[] =>
  slugShape.test(slug) && slug.length <= LONGEST_SLUG
    ? []
    : [{ code: 'invalid_request', field, problem: 'not_a_slug' }];

/** The same name in the one form it is kept in. */
export const normalName = ({ fa, en }: Localized): Localized => ({
  fa: fa.trim().normalize('NFC'),
  en: en.trim().normalize('NFC'),
});
