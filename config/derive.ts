import { createHash, createHmac } from 'node:crypto';

/**
 * Links and codes are derived from SECRET_KEY and what they stand for, so that a reminder or a retry repeats them
 * and nothing stores them: the database keeps {@link tokenSha256} of a token and {@link codeHmac} of a code.
 */
const derived = (key: string, ...purpose: readonly (string | number)[]): Buffer =>
  createHmac('sha256', key).update(purpose.join(':')).digest();

/** 256 bits as 43 characters that may stand in a path. */
const token = (key: string, ...purpose: readonly (string | number)[]): string =>
  derived(key, ...purpose).toString('base64url');

/** Six ASCII digits; of 48 bits, so that none is likelier than another by more than one in 10⁸. */
const code = (key: string, ...purpose: readonly (string | number)[]): string =>
  String(derived(key, ...purpose).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

/** The token of the decision link of one invitation; a new `generation` ends the old link. */
export const linkToken = (key: string, invitation: string, generation: number): string =>
  token(key, 'link', invitation, generation);

/** The code mailed beside that link; a new `generation` leaves the link alone. */
export const linkCode = (key: string, invitation: string, generation: number): string =>
  code(key, 'code', invitation, generation);

/** The token of a sign-in link, by the id of the attempt. */
export const signInToken = (key: string, attempt: string): string => token(key, 'sign-in-link', attempt);

/** The code mailed with a sign-in link. */
export const signInCode = (key: string, attempt: string): string => code(key, 'sign-in-code', attempt);

/** The token of one contact's unsubscribe link; it never changes, so links in old mails go on working. */
export const unsubscribeToken = (key: string, contact: string): string =>
  `${contact}.${token(key, 'unsubscribe', contact)}`;

/** What the database keeps of a token. A plain hash is enough: the token holds 256 bits. */
export const tokenSha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * What the database keeps of a code. Six digits could be tried out against a plain hash, so it is keyed; `scope`
 * (the invitation's or the attempt's id) makes the same digits differ from row to row.
 */
export const codeHmac = (key: string, digits: string, scope: string): Buffer =>
  derived(key, 'code-kept', scope, digits);
