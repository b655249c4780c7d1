/** Path segments after these carry a secret: they are cut before anything is written down. Routes know no case, so neither does this. */
const secretAfter = /^\/(d|sign-in|unsubscribe|channel-receipts\/[^/]+)\/[^/]+/i;

/** A path fit for a log: no token, no query. */
export const loggedPath = (url: string): string =>
  (url.split(/[?#]/, 1)[0] ?? '').replace(secretAfter, '/$1/[cut]');
