import { get } from 'node:http';
import type { Config } from '../config/config.js';
import { WRONG_USE } from '../config/exit.js';
import { keepMode, openDataDir } from './data-dir.js';
import { childEnvironment, type Services } from './environment.js';
import { Keeper, type Part } from './keeper.js';
import { holdDataDir, pidFile } from './lock.js';
import { endOrphans } from './orphans.js';
import {
  builtPrograms,
  postgresPart,
  programPart,
  temporalPart,
  type PartContext,
  type Programs,
} from './parts.js';
import { isPortFree, rememberedPort } from './ports.js';
import { StartRefused } from './refused.js';
import { end, launch } from './running.js';
import { temporalLookups } from './temporal-lookups.js';
import { findTemporalServer } from './temporal-server.js';
import { until } from './wait.js';

const SLOW_START_MS = 60_000;

/** How long each program may take over what it has in hand when it is asked to end. */
const API_WITHIN_MS = 10_000;
const WORKER_WITHIN_MS = 20_000;
const MAILBOX_WITHIN_MS = 5_000;

/**
 * Starts the whole product on one DATA_DIR and keeps it running until `signal` aborts; then stops
 * everything, the database last. Refuses (StartRefused) what is wrong outside the program.
 */
export async function supervise(
  config: Config,
  say: (line: string) => void,
  signal: AbortSignal,
  programs: Programs = builtPrograms,
): Promise<void> {
  openDataDir(config.dataDir);
  const release = await holdDataDir(config.dataDir);
  const product = new Product({ config, say, programs });
  try {
    keepMode(config.dataDir, config.mode);
    await product.start(signal);
    await product.ended(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await product.stop();
    release();
  }
}

class Product {
  private readonly keepers: Keeper[] = [];
  private readonly broken = new AbortController();

  constructor(private readonly context: PartContext) {}

  async start(signal: AbortSignal): Promise<void> {
    const { config, say } = this.context;
    await endOrphans(config.dataDir, say);
    await this.refuseTakenPort();
    const lookups = temporalLookups(config.temporal, say, signal);
    const source = await findTemporalServer(lookups, say);
    signal.throwIfAborted();
    const [databaseUrl, temporal] = await allSettledOrThrow([
      this.startDatabase(),
      source.way === 'address'
        ? { address: source.address, ui: undefined }
        : this.startTemporal(source.binary),
    ]);
    signal.throwIfAborted();
    const services = await this.services(databaseUrl, temporal.address);
    const env = childEnvironment(process.env, config, services);
    await this.prepare(env, source.way === 'address', signal);
    await this.startPrograms(env, services, signal);
    await this.announce(temporal.ui, signal);
  }

  /** Resolves when asked to stop; throws when a part refuses to run. */
  ended(signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.broken.signal]);
    return new Promise((resolve, reject) => {
      const settle = () => (this.broken.signal.aborted ? reject(this.broken.signal.reason) : resolve());
      if (either.aborted) settle();
      else either.addEventListener('abort', settle, { once: true });
    });
  }

  /** In the order that lets each finish: those that take work in, then those they work with. */
  async stop(): Promise<void> {
    const order = [['api', 'worker'], ['mailbox'], ['temporal'], ['postgres']];
    for (const names of order)
      await Promise.all(
        this.keepers.filter(({ part }) => names.includes(part.name)).map((keeper) => keeper.stop()),
      );
  }

  private async startDatabase(): Promise<string> {
    const given = this.context.config.databaseUrl;
    if (given !== undefined) return given;
    const { part, url } = await postgresPart(this.context);
    await this.keep(part);
    return url;
  }

  private async startTemporal(binary: string): Promise<{ address: string; ui: string }> {
    const { part, address, ui } = await temporalPart(this.context, binary);
    await this.keep(part);
    return { address, ui };
  }

  private async services(databaseUrl: string, temporalAddress: string): Promise<Services> {
    const { dataDir, smtpUrl } = this.context.config;
    if (smtpUrl !== undefined) return { databaseUrl, temporalAddress, smtpUrl, mailbox: undefined };
    const smtpPort = await rememberedPort(dataDir, 'mailbox-smtp');
    const httpPort = await rememberedPort(dataDir, 'mailbox-http');
    const mailbox = { smtpPort, httpPort };
    return { databaseUrl, temporalAddress, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, mailbox };
  }

  /** Migrations, the mode, the trial's people: in a process that ends, so that its memory does too. */
  private async prepare(
    env: NodeJS.ProcessEnv,
    externalTemporal: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const args = [...this.context.programs('prepare'), ...(externalTemporal ? ['--register'] : [])];
    const running = await launch({ command: process.execPath, args, env });
    const stop = () => void end(running, 'SIGTERM', MAILBOX_WITHIN_MS);
    signal.addEventListener('abort', stop, { once: true });
    const { code } = await running.ended;
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    if (code === WRONG_USE) throw new StartRefused('The database was refused', true);
    if (code !== 0) throw new Error('The database could not be prepared');
  }

  private async startPrograms(
    env: NodeJS.ProcessEnv,
    services: Services,
    signal: AbortSignal,
  ): Promise<void> {
    const parts = [
      ...(services.mailbox ? [programPart(this.context, 'mailbox', env, MAILBOX_WITHIN_MS)] : []),
      programPart(this.context, 'worker', env, WORKER_WITHIN_MS),
      programPart(this.context, 'api', env, API_WITHIN_MS),
    ];
    signal.throwIfAborted();
    await allSettledOrThrow(parts.map((part) => this.keep(part)));
  }

  private async keep(part: Part): Promise<void> {
    const { config, say } = this.context;
    const giveUp = (reason: string) => this.broken.abort(new StartRefused(reason));
    const keeper = new Keeper(part, pidFile(config.dataDir, part.name), say, giveUp);
    this.keepers.push(keeper);
    await keeper.start();
  }

  private async refuseTakenPort(): Promise<void> {
    const { host, port } = this.context.config;
    if (!(await isPortFree(port, host)))
      throw new StartRefused(
        `PORT ${port} on ${host} is taken by another program, or ${host} is not this computer`,
      );
  }

  private async announce(ui: string | undefined, signal: AbortSignal): Promise<void> {
    const { config, say } = this.context;
    const stopped = () => signal.aborted || this.broken.signal.aborted;
    const ready = () => stopped() || isReady(config);
    while (!(await until(ready, { withinMs: SLOW_START_MS, everyMs: 50 })))
      say(`Not ready yet; see /readyz and the logs`);
    if (!stopped()) for (const line of addresses(config, ui)) say(line);
  }
}

/** Waits for every one before it throws, so that nothing is still starting while the rest is stopped. */
async function allSettledOrThrow<T extends readonly unknown[]>(
  starts: [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

/** Asks the api on its own port: BASE_URL may be a proxy that is not there yet. */
function isReady({ host, port }: Config): Promise<boolean> {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new Promise((resolve) => {
    const request = get({ host: reachable, port, path: '/readyz', timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

function addresses({ mode, baseUrl, smtpUrl, dataDir }: Config, ui: string | undefined): string[] {
  const trial = mode === 'trial';
  return [
    trial ? 'Eblagh is running as a trial: nothing leaves this computer.' : 'Eblagh is running.',
    `  Newsroom  ${baseUrl}/`,
    `  Sign in   ${baseUrl}/sign-in`,
    ...(trial && smtpUrl === undefined ? [`  Mailbox   ${baseUrl}/mailbox`] : []),
    ...(ui === undefined ? [] : [`  Temporal  ${ui}`]),
    `  Data      ${dataDir}`,
    'Ctrl-C stops everything.',
  ];
}
