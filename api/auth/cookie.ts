import type { Request, Response } from 'express';

/** Cookies of one installation. On https they carry the `__Host-` prefix: Secure, no domain, the whole site. */
export interface Cookies {
  /** Names the session. */
  readonly session: Cookie;
  /** Names the sign-in under way in this browser: an id, no secret. */
  readonly signIn: Cookie;
}
export interface Cookie {
  read(req: Request): string | undefined;
  set(res: Response, value: string): void;
  clear(res: Response): void;
}

export function cookiesFor(https: boolean): Cookies {
  const options = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' } as const;
  const cookie = (name: string): Cookie => ({
    read: (req) => readCookie(req.headers.cookie, name),
    set: (res, value) => void res.cookie(name, value, options),
    clear: (res) => void res.clearCookie(name, options),
  });
  const prefix = https ? '__Host-' : '';
  return { session: cookie(`${prefix}eblagh`), signIn: cookie(`${prefix}eblagh-sign-in`) };
}

/** Our own values are base64url or ids: nothing to decode. */
function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}
