import type { Request } from 'express';

/**
 * Whether a request that changes something comes from our own pages, or from a program that is no browser.
 * `Sec-Fetch-Site` decides where the browser sends it; otherwise `Origin`. A page with `no-referrer` makes an older
 * browser send `Origin: null`, which anybody can produce: it counts only with the form's own token.
 */
export function isSameSite(req: Request, origin: string, formTokenFits = false): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = req.get('origin');
  if (from === undefined || from === origin) return true;
  return from === 'null' && formTokenFits;
}
