import type { RequestHandler } from 'express';
import { isLoopbackHost } from '../../config/parsers.js';
import { refuse } from './refuse.js';

const forwardedHeaders = ['x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'forwarded'] as const;

/**
 * A trial serves this computer alone: whoever comes through a proxy from elsewhere, or under a name that was made to
 * point here, is turned away.
 */
export const refuseOutsiders: RequestHandler = (req, _res, next) => {
  const named = forwardedHeaders.flatMap((name) => hostsIn(name, req.get(name) ?? ''));
  const own = withoutPort(req.get('host') ?? 'localhost');
  if (![own, ...named].every(isLoopbackHost)) refuse({ code: 'trial_only' });
  next();
};

function hostsIn(header: string, value: string): string[] {
  const entries = value.split(/[,;]/).map((entry) => entry.trim());
  const named = header === 'forwarded' ? entries.flatMap(forwardedHosts) : entries;
  return named.filter(Boolean).map(withoutPort);
}

const forwardedHosts = (entry: string): string[] => {
  const value = /^(?:for|host|by)="?([^"]*)"?$/i.exec(entry)?.[1];
  return value === undefined ? [] : [value];
};

const withoutPort = (host: string): string =>
  /^\[([^\]]+)\]/.exec(host)?.[1] ?? (host.split(':').length === 2 ? (host.split(':')[0] ?? '') : host);
