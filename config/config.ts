import { resolve } from 'node:path';
import { errorMessage } from './errors.js';
import { EnvReader, type ConfigFault, type Env } from './env.js';
import {
  baseUrl,
  databaseUrl,
  hostPort,
  hostPorts,
  isLoopbackHost,
  mailAddress,
  oneOf,
  portNumber,
  urlOf,
  wholeNumber,
  type HostPort,
} from './parsers.js';
import { keptSecret } from './secrets.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const SHORTEST_SECRET_KEY = 32;

/** `trial`: a seeded province whose mail never leaves this computer. `live`: the real thing. */
export type Mode = 'trial' | 'live';

/** Everything the processes are told from outside. Absent servers are the supervisor's to start. */
export interface Config {
  mode: Mode;
  host: string;
  port: number;
  /** Public address without a slash at its end; links in mails are made from it alone. */
  baseUrl: string;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** `cli` is the path of a Temporal CLI to start when `address` is absent. */
  temporal: { address: string | undefined; namespace: string; cli: string | undefined };
  smtpUrl: string | undefined;
  mailFrom: string;
  /** The trial's own SMTP server and its page, as the supervisor started them. */
  mailbox: { smtpPort: number; httpPort: number } | undefined;
  /** Greatest number of recipients that may get a second copy after one lost worker. */
  duplicateWindow: number;
  logLevel: (typeof LOG_LEVELS)[number];
  secretKey: string;
  /** Addresses excepted from the guard on outbound connections. */
  outboundAllow: HostPort[];
  bouncePort: number | undefined;
}

/** A config with every server known: what api, worker and mailbox run on. */
export interface ServiceConfig extends Config {
  databaseUrl: string;
  smtpUrl: string;
  temporal: Config['temporal'] & { address: string };
}

export type Loaded<T = Config> = { ok: true; config: T } | { ok: false; faults: ConfigFault[] };

/**
 * Reads the environment. Gives the config, or every fault at once.
 *
 * Trial mode starts when none of DATABASE_URL, SMTP_URL and EBLAGH_TRIAL is set, or with EBLAGH_TRIAL=1;
 * it refuses every host that is not loopback. Live mode needs SMTP_URL, MAIL_FROM, BASE_URL and SECRET_KEY.
 * In trial a missing SECRET_KEY is made and kept in DATA_DIR.
 */
export function loadConfig(env: Env): Loaded {
  const reader = new EnvReader(env);
  const mode = readMode(reader);
  const config = readConfig(reader, mode);
  if (mode === 'trial') refuseOutside(reader, config);
  else refuseHalfConfigured(reader, config);
  config.secretKey = readSecretKey(reader, config);
  return reader.faults.length === 0 ? { ok: true, config } : { ok: false, faults: reader.faults };
}

/** {@link loadConfig} for a process that needs every server; an absent one is a fault. */
export function loadServiceConfig(env: Env): Loaded<ServiceConfig> {
  const loaded = loadConfig(env);
  if (!loaded.ok) return loaded;
  const { databaseUrl, smtpUrl, temporal } = loaded.config;
  const { address } = temporal;
  if (databaseUrl !== undefined && smtpUrl !== undefined && address !== undefined)
    return {
      ok: true,
      config: { ...loaded.config, databaseUrl, smtpUrl, temporal: { ...temporal, address } },
    };
  const needed = { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, TEMPORAL_ADDRESS: address };
  const missing = Object.entries(needed).filter(([, value]) => value === undefined);
  return {
    ok: false,
    faults: missing.map(([variable]) => ({ variable, problem: 'is needed by this process' })),
  };
}

function readMode(reader: EnvReader): Mode {
  const trial = reader.parse('EBLAGH_TRIAL', reader.text('EBLAGH_TRIAL'), oneOf('0', '1'));
  if (trial !== undefined) return trial === '1' ? 'trial' : 'live';
  const servers = ['DATABASE_URL', 'DATABASE_URL_FILE', 'SMTP_URL', 'SMTP_URL_FILE'];
  return servers.some((name) => reader.text(name) !== undefined) ? 'live' : 'trial';
}

function readConfig(reader: EnvReader, mode: Mode): Config {
  const host = reader.text('HOST') ?? '127.0.0.1';
  const port = reader.parse('PORT', reader.text('PORT'), portNumber) ?? 3000;
  const address = reader.parse('TEMPORAL_ADDRESS', reader.text('TEMPORAL_ADDRESS'), hostPort);
  return {
    mode,
    host,
    port,
    baseUrl:
      reader.parse('BASE_URL', reader.text('BASE_URL'), baseUrl) ??
      `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    dataDir: resolve(reader.text('DATA_DIR') ?? 'data'),
    databaseUrl: reader.parse('DATABASE_URL', reader.secret('DATABASE_URL'), databaseUrl),
    redisUrl: reader.parse('REDIS_URL', reader.secret('REDIS_URL'), urlOf('redis', 'rediss')),
    temporal: {
      address: address && reader.text('TEMPORAL_ADDRESS'),
      namespace: reader.text('TEMPORAL_NAMESPACE') ?? 'default',
      cli: reader.text('TEMPORAL_CLI'),
    },
    smtpUrl: reader.parse('SMTP_URL', reader.secret('SMTP_URL'), urlOf('smtp', 'smtps')),
    mailFrom:
      reader.parse('MAIL_FROM', reader.text('MAIL_FROM'), mailAddress) ?? 'استانداری <eblagh@example.test>',
    mailbox: readMailbox(reader),
    duplicateWindow:
      reader.parse('DUPLICATE_WINDOW', reader.text('DUPLICATE_WINDOW'), wholeNumber(1, 1000)) ?? 64,
    logLevel: reader.parse('LOG_LEVEL', reader.text('LOG_LEVEL'), oneOf(...LOG_LEVELS)) ?? 'info',
    secretKey: '',
    outboundAllow: reader.parse('OUTBOUND_ALLOW', reader.text('OUTBOUND_ALLOW'), hostPorts) ?? [],
    bouncePort: reader.parse('BOUNCE_PORT', reader.text('BOUNCE_PORT'), portNumber),
  };
}

function readMailbox(reader: EnvReader): Config['mailbox'] {
  const read = (name: string) => reader.parse(name, reader.text(name), portNumber);
  const smtpPort = read('MAILBOX_SMTP_PORT');
  const httpPort = read('MAILBOX_HTTP_PORT');
  return smtpPort === undefined || httpPort === undefined ? undefined : { smtpPort, httpPort };
}

/** A trial sends nothing off this computer and serves nobody outside it. */
function refuseOutside(reader: EnvReader, config: Config): void {
  const hosts: [string, string | undefined][] = [
    ['HOST', config.host],
    ['BASE_URL', reader.text('BASE_URL') && new URL(config.baseUrl).hostname],
    ['DATABASE_URL', hostOf(config.databaseUrl)],
    ['SMTP_URL', hostOf(config.smtpUrl)],
    ['REDIS_URL', hostOf(config.redisUrl)],
    ['TEMPORAL_ADDRESS', config.temporal.address?.replace(/:\d+$/, '')],
  ];
  for (const [variable, host] of hosts)
    if (host !== undefined && !isLoopbackHost(host))
      reader.fault(variable, 'must be on this computer (loopback) in trial mode; EBLAGH_TRIAL=0 starts live');
}

function refuseHalfConfigured(reader: EnvReader, config: Config): void {
  const needed = {
    SMTP_URL: config.smtpUrl,
    MAIL_FROM: reader.text('MAIL_FROM'),
    BASE_URL: reader.text('BASE_URL'),
  };
  for (const [variable, value] of Object.entries(needed))
    if (value === undefined && !reader.faults.some((fault) => fault.variable.startsWith(variable)))
      reader.fault(variable, 'is needed for a live start; EBLAGH_TRIAL=1 starts a trial instead');
  if (reader.text('EBLAGH_FAILPOINTS') !== undefined)
    reader.fault('EBLAGH_FAILPOINTS', 'puts faults in for tests and is never for a live start');
}

function readSecretKey(reader: EnvReader, config: Config): string {
  const faultsBefore = reader.faults.length;
  const given = reader.secret('SECRET_KEY');
  if (given !== undefined && given.length < SHORTEST_SECRET_KEY)
    reader.fault('SECRET_KEY', `must have at least ${SHORTEST_SECRET_KEY} characters`);
  if (given !== undefined || reader.faults.length > faultsBefore) return given ?? '';
  if (config.mode === 'live') reader.fault('SECRET_KEY', 'is needed for a live start');
  return reader.faults.length > 0 ? '' : keptSecretKey(reader, config.dataDir);
}

function keptSecretKey(reader: EnvReader, dataDir: string): string {
  try {
    return keptSecret(dataDir, 'secret-key');
  } catch (error) {
    return reader.fault('DATA_DIR', `cannot keep the secret key (${errorMessage(error)})`) ?? '';
  }
}

/** The host of a server's URL; a PostgreSQL socket folder counts as this computer. */
function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const parsed = new URL(url);
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  return host.startsWith('/') ? 'localhost' : host;
}
