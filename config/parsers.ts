import type { Parsed } from './env.js';

/** A host and a port, such as one entry of OUTBOUND_ALLOW. IPv6 hosts carry no brackets here. */
export interface HostPort {
  host: string;
  port: number;
}

/** A whole number from `least` to `greatest`, written with ASCII digits. */
export const wholeNumber =
  (least: number, greatest: number) =>
  (text: string): Parsed<number> => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= greatest
      ? { value }
      : { problem: `must be a whole number from ${least} to ${greatest}` };
  };

export const portNumber = wholeNumber(1, 65_535);

/** One of a closed list of words. */
export const oneOf =
  <const T extends string>(...words: T[]) =>
  (text: string): Parsed<T> => {
    const value = words.find((word) => word === text);
    return value === undefined ? { problem: `must be one of ${words.join(', ')}` } : { value };
  };

/** An absolute URL with one of the given schemes; kept as it was written. */
export const urlOf =
  (...schemes: string[]) =>
  (text: string): Parsed<string> => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url && schemes.includes(url.protocol.slice(0, -1)) && url.hostname
      ? { value: text }
      : { problem: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}` };
  };

/** A PostgreSQL URL; a socket folder may stand in `?host=` in place of the host. */
export const databaseUrl = (text: string): Parsed<string> => {
  const socket = URL.canParse(text) && new URL(text).searchParams.get('host');
  return socket && /^postgres(ql)?:/.test(text) ? { value: text } : urlOf('postgres', 'postgresql')(text);
};

/** The public address: http(s), no query, fragment or credentials; a path prefix is kept, a last slash is not. */
export const baseUrl = (text: string): Parsed<string> => {
  const parsed = urlOf('http', 'https')(text);
  if ('problem' in parsed) return parsed;
  const url = new URL(text);
  return url.search || url.hash || url.username
    ? { problem: 'must have no query, fragment or user name' }
    : { value: url.href.replace(/\/+$/, '') };
};

/** `host:port` or `[ipv6]:port`. */
export const hostPort = (text: string): Parsed<HostPort> => {
  const match = /^(?:\[([^\]]+)\]|([^:\s/]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host && port >= 1 && port <= 65_535 ? { value: { host, port } } : { problem: 'must be host:port' };
};

/** A comma-separated list of {@link hostPort}. */
export const hostPorts = (text: string): Parsed<HostPort[]> => {
  const entries = text.split(',').map((entry) => hostPort(entry.trim()));
  const values = entries.flatMap((entry) => ('value' in entry ? [entry.value] : []));
  return values.length === entries.length
    ? { value: values }
    : { problem: 'must be a list such as hooks.example.ir:443,10.0.0.4:8443' };
};

/** `address` or `Name <address>`, on one line. */
export const mailAddress = (text: string): Parsed<string> =>
  /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)
    ? { value: text }
    : { problem: 'must be an e-mail address, or a name and an address in <>' };

/** Whether a host name or address can only mean this computer. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\])$/i.test(host);
