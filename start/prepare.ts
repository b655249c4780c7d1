import type { ServiceConfig } from '../config/config.js';
import { errorCode, errorMessage } from '../config/errors.js';
import { serviceConfigOrExit, WRONG_USE } from '../config/exit.js';
import { migrationsFolder } from '../config/paths.js';
import { connect } from '../database/connection.js';
import { migrate, MigrationRefused } from '../database/migrate.js';
import { keepInstallation } from './installation.js';
import { StartRefused } from './refused.js';
import { seedTrial } from './seed.js';
import { until } from './wait.js';
import { registerSearchAttributes } from './search-attributes.js';

const DATABASE_WITHIN_MS = 10_000;
/** Nobody listens, or the server is starting up. */
const AWAY = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', '57P03'];
/** Unknown host, wrong user or password, no such database, no permission. */
const REFUSED_US = ['ENOTFOUND', '28P01', '28000', '3D000', '42501'];

/** Brings the database, and with --register an external Temporal, to what this program needs. */
async function prepare(config: ServiceConfig): Promise<void> {
  await migrateOrRefuse(config.databaseUrl);
  const connection = connect(config.databaseUrl, { max: 4, name: 'eblagh-prepare' });
  try {
    await keepInstallation(connection.db, config);
    if (config.mode === 'trial') await seedTrial(connection.db, config);
  } finally {
    await connection.close();
  }
  if (process.argv.includes('--register')) await registerSearchAttributes(config.temporal);
}

/** An external database may still be starting; anything else it says against us is for the operator. */
async function migrateOrRefuse(url: string): Promise<void> {
  const failure = await until(() => tryMigrate(url), { withinMs: DATABASE_WITHIN_MS, everyMs: 500 });
  if (failure === 'done') return;
  throw new StartRefused(
    failure?.reason ?? `DATABASE_URL: no database answers within ${DATABASE_WITHIN_MS / 1000} s`,
  );
}

/** Undefined while there is nobody to talk to yet. */
async function tryMigrate(url: string): Promise<'done' | { reason: string } | undefined> {
  try {
    await migrate(url, migrationsFolder);
    return 'done';
  } catch (error) {
    if (error instanceof MigrationRefused) return { reason: error.message };
    const code = errorCode(error) ?? '';
    if (AWAY.includes(code)) return undefined;
    if (REFUSED_US.includes(code)) return { reason: `DATABASE_URL: ${errorMessage(error)}` };
    throw error;
  }
}

try {
  await prepare(serviceConfigOrExit());
} catch (error) {
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = error instanceof StartRefused ? WRONG_USE : 1;
}
