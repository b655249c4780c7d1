import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../config/config.js';
import type { Failpoint } from '../../config/failpoint.js';
import { connect, inTransaction, type Connection } from '../../database/connection.js';
import { childEnvironment } from '../../start/environment.js';
import type { Part } from '../../start/keeper.js';
import { builtPrograms, postgresPart, programPart, temporalPart } from '../../start/parts.js';
import { freePort } from '../../start/ports.js';
import { prepareDatabase } from '../../start/prepare-database.js';
import { end, type Running } from '../../start/running.js';
import { seedContacts } from '../../start/seed-contacts.js';
import { seedOffice } from '../../start/seed.js';
import { temporalLookups } from '../../start/temporal-lookups.js';
import { findTemporalServer } from '../../start/temporal-server.js';
import { TestFolder } from '../support/folder.js';
import { scriptedSmtp, type ScriptedSmtp } from '../support/smtp-server.js';
import { waitFor } from '../support/wait-for.js';

/** The processes that may be killed, in the order in which they come up. */
export const partNames = ['postgres', 'temporal', 'worker', 'api'] as const;
export type PartName = (typeof partNames)[number];

/** Recipients that one lost worker may leave in doubt: fewer than a release has, so that it takes several windows. */
export const duplicateWindow = 4;

/** A step may follow a question that a killed worker was asking. */
const REACHED_MS = 45_000;

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * The product as it is installed: its own processes as they were built, PostgreSQL and Temporal as it starts them, on
 * a folder of the test's own. What a supervisor would do by itself, start a part again, the test does when it wants.
 */
export class Product {
  /** What ended without being killed: nothing may, whatever happens to the others. */
  readonly endedByItself: string[] = [];
  private readonly running = new Map<PartName, Running>();

  private constructor(
    private readonly folder: TestFolder,
    private readonly parts: ReadonlyMap<PartName, Part>,
    readonly config: Config,
    readonly smtp: ScriptedSmtp,
    /** Outlives every kill. */
    readonly connection: Connection,
    readonly temporalAddress: string,
    private readonly failpoints: string,
  ) {}

  /** An office with its people, policies and lists, and nothing announced yet. */
  static async start(): Promise<Product> {
    const folder = TestFolder.make();
    const smtp = await scriptedSmtp();
    const failpoints = join(folder.path, 'failpoints');
    mkdirSync(failpoints);
    const config = await configFor(folder.path, smtp.url);
    const context = { config, say, programs: builtPrograms };
    const { part: postgres, url: databaseUrl } = await postgresPart(context);
    const { part: temporal, address } = await temporalPart(context, await temporalBinary(config));
    const services = { databaseUrl, temporalAddress: address, smtpUrl: smtp.url, mailbox: undefined };
    const { PATH, HOME } = process.env;
    const own = { PATH, HOME, PORT: `${config.port}`, DUPLICATE_WINDOW: `${duplicateWindow}` };
    const env = childEnvironment({ ...own, EBLAGH_FAILPOINTS: failpoints }, config, services);
    const program = (name: 'worker' | 'api') => programPart(context, name, env, 10_000);
    const parts = new Map([postgres, temporal, program('worker'), program('api')].map((part) => [part.name as PartName, part])); // prettier-ignore
    const connection = connect(databaseUrl, { max: 4, name: 'eblagh-test' });
    const product = new Product(folder, parts, config, smtp, connection, address, failpoints);
    await Promise.all([product.begin('postgres'), product.begin('temporal')]);
    await prepareDatabase({ databaseUrl, mode: config.mode });
    await inTransaction(connection.db, async (tx) => {
      await seedOffice(tx);
      await seedContacts(tx);
    });
    await Promise.all([product.begin('worker'), product.begin('api')]);
    await product.ready();
    return product;
  }

  get url(): string {
    return this.config.baseUrl;
  }

  /** kill -9, and its end. */
  async kill(name: PartName): Promise<void> {
    const running = this.running.get(name);
    if (!running) throw new Error(`${name} is not running`);
    this.running.delete(name);
    await end(running, 'SIGKILL', 0);
  }

  /** Deletes everything Temporal knew; only while it does not run. */
  forgetTemporal(): void {
    const { dataDir } = this.config;
    const files = readdirSync(dataDir).filter((name) => name.startsWith('temporal.sqlite'));
    for (const name of files) rmSync(join(dataDir, name));
  }

  /** Starts a part, as often as it takes: a killed server's helpers may hold its folder for a moment. */
  async begin(name: PartName): Promise<void> {
    const running = await waitFor(`${name} starts`, () => this.parts.get(name)!.launch());
    this.running.set(name, running);
    this.folder.remember(name, running.identity.pid);
    void running.ended.then(({ code }) => {
      if (this.running.get(name) !== running) return;
      this.running.delete(name);
      this.endedByItself.push(`${name} (exit ${code})`);
    });
  }

  /** Every server is there for the api. */
  async ready(): Promise<void> {
    await waitFor('the api and its servers are there', async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  /** The next process that comes to this step waits there. */
  arm(step: Failpoint): void {
    writeFileSync(join(this.failpoints, step), '');
  }

  /** Arms a step in the middle of sending: some of these recipients have the mail, and nobody has written it down yet. */
  armOnMailTo(recipients: readonly string[], step: Failpoint): void {
    this.smtp.manner = (to) => {
      if (recipients.includes(to)) {
        this.smtp.manner = () => 'accept';
        this.arm(step);
      }
      return 'accept';
    };
  }

  async reached(step: Failpoint): Promise<void> {
    await waitFor(`a process comes to ${step}`, () => existsSync(this.reachedFile(step)), REACHED_MS);
  }

  /** Lets the process that waits at this step go on, if it still lives. */
  goOn(step: Failpoint): void {
    rmSync(this.reachedFile(step), { force: true });
  }

  /** Whether nobody came to a step that was armed. */
  isArmed = (step: Failpoint): boolean => existsSync(join(this.failpoints, step));

  async stop(): Promise<void> {
    await this.connection.close();
    for (const name of partNames.toReversed()) {
      const running = this.running.get(name);
      const { ask, withinMs } = this.parts.get(name)!.stop;
      this.running.delete(name);
      if (running) await end(running, ask, withinMs);
    }
    await this.smtp.close();
    this.folder.remove();
  }

  private reachedFile = (step: Failpoint): string => join(this.failpoints, `${step}.reached`);
}

async function configFor(folder: string, smtpUrl: string): Promise<Config> {
  const loaded = loadConfig({
    EBLAGH_TRIAL: '1',
    DATA_DIR: join(folder, 'data'),
    PORT: `${await freePort()}`,
    SMTP_URL: smtpUrl,
    DUPLICATE_WINDOW: `${duplicateWindow}`,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config;
}

async function temporalBinary(config: Config): Promise<string> {
  const cli = process.env['TEMPORAL_CLI'];
  const lookups = temporalLookups({ ...config.temporal, address: undefined, cli }, say);
  const source = await findTemporalServer(lookups, say);
  if (source.way === 'address') throw new Error('the suite needs a Temporal server that it can kill');
  return source.binary;
}
