import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new session's token: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

/** What every form of a session carries: derived, so that nothing more is kept. */
export const formTokenOf = (key: string, sessionSha256: Buffer): string =>
  createHmac('sha256', key).update('form:').update(sessionSha256).digest('base64url');

/** Compares two texts in a time that does not tell where they differ. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));

/** A UUID that follows from its parts: the same request again names the same act. */
export function derivedId(...parts: readonly string[]): string {
  const hash = sha256(JSON.stringify(parts)).subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x80; // RFC 9562 version 8: made by our own rule
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
