import { existsSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { readdirSync } from 'node:fs';
import { loadConfig, type Config } from '../config/config.js';
import { faultMessage } from '../config/exit.js';
import { migrationsFolder } from '../config/paths.js';
import { connect, inTransaction, sqlState, type Db, type Tx } from '../database/connection.js';
import type { Ruling } from '../domain/refusal.js';
import { withDatabase } from '../start/borrow-database.js';
import { postgresFolder } from '../start/embedded.js';
import { refuseOtherMode } from '../start/installation.js';
import { prepareDatabase } from '../start/prepare-database.js';
import { NotDone, WrongUse, type Cli } from './cli.js';
import { mustGrant } from '../database/ruling.js';

/** The configuration, or every fault of it as wrong use. */
export function configOf({ io }: Cli): Config {
  const loaded = loadConfig(io.env);
  if (!loaded.ok) throw new WrongUse(faultMessage(loaded.faults));
  return loaded.config;
}

export interface Office {
  readonly db: Db;
  readonly config: Config;
}

/**
 * Lends a command the office's database, wherever it runs. With `begins`, one that is not there yet is made and
 * brought to this schema; without, a missing or older one is refused.
 */
export async function withOffice<T>(
  cli: Cli,
  work: (office: Office) => Promise<T>,
  { begins = false } = {},
): Promise<T> {
  const config = configOf(cli);
  const { dataDir, databaseUrl } = config;
  if (!begins && databaseUrl === undefined && !existsSync(postgresFolder(dataDir)))
    throw new NotDone([cli.t('cli.says.noOffice', { folder: dataDir })]);
  return withDatabase(config, cli.note, async (url) => {
    if (begins) await prepareDatabase({ databaseUrl: url, mode: config.mode });
    const connection = connect(url, { max: 4, name: 'eblagh-cli' });
    try {
      if (!begins) await refuseUnprepared(cli, connection.db, config);
      return await work({ db: connection.db, config });
    } finally {
      await connection.close();
    }
  });
}

/** Does one change in a transaction; a refusal rolls it back. */
export function change<T>(cli: Cli, work: (tx: Tx) => Promise<Ruling<T>>): Promise<T> {
  return withOffice(cli, ({ db }) => inTransaction(db, async (tx) => mustGrant(await work(tx))));
}

async function refuseUnprepared(cli: Cli, db: Db, { mode }: Config): Promise<void> {
  await refuseOtherMode(db, mode);
  const known = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length;
  if ((await appliedMigrations(db)) < known) throw new NotDone([cli.t('cli.says.notMigrated')]);
}

const UNDEFINED_TABLE = '42P01';

async function appliedMigrations(db: Db): Promise<number> {
  try {
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from schema_migrations`);
    return rows[0]?.n ?? 0;
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return 0;
    throw error;
  }
}
