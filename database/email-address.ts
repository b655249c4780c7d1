import { domainToASCII } from 'node:url';

/** An address as its owner writes it, and the form in which two spellings of one mailbox are equal. */
export interface EmailAddress {
  readonly address: string;
  /** Lower case, the domain in ASCII (IDNA). */
  readonly key: string;
}

/** Octet limits of RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

/** RFC 5321 dot-string. Quoted local parts are refused: nothing needs them and mailers read them differently. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Reads an e-mail address; null for anything that is not one. Spaces around it do not matter. */
export function parseEmail(text: string): EmailAddress | null {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const host = address.slice(at + 1);
  if (local.length > LONGEST_LOCAL_PART || !localPart.test(local) || /[^\p{L}\p{M}\p{N}.\u200C-]/u.test(host))
    return null;
  const ascii = (/^[\x21-\x7E]*$/.test(host) ? host : domainToASCII(host)).toLowerCase();
  const key = `${local.toLowerCase()}@${ascii}`;
  return domain.test(ascii) && key.length <= LONGEST_ADDRESS ? { address, key } : null;
}
