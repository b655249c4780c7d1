import type { ServiceConfig } from '../config/config.js';
import { errorCode, errorMessage } from '../config/errors.js';
import { migrationsFolder } from '../config/paths.js';
import { connect } from '../database/connection.js';
import { migrate, MigrationRefused } from '../database/migrate.js';
import { people } from '../database/schema.js';
import { keepInstallation, refuseOtherMode } from './installation.js';
import { StartRefused } from './refused.js';
import { until } from './wait.js';

const ANSWERS_WITHIN_MS = 10_000;
/** Nobody listens, or the server is starting up. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', '57P03']);
/** Unknown host, wrong user or password, no such database, no permission. */
const REFUSED_US = new Set(['ENOTFOUND', '28P01', '28000', '3D000', '42501']);

/**
 * Migrates the database and writes the mode into it. Waits a little for one that is still starting; refuses
 * in words one of the other mode (unchanged), one that does not let us in, and what {@link migrate} refuses.
 */
export async function prepareDatabase(config: Pick<ServiceConfig, 'databaseUrl' | 'mode'>): Promise<void> {
  const answer = await until(() => attempt(config), { withinMs: ANSWERS_WITHIN_MS, everyMs: 500 });
  if (answer === undefined)
    throw new StartRefused(`DATABASE_URL: no database answers within ${ANSWERS_WITHIN_MS / 1000} s`);
}

/**
 * Fills a trial's database with its province, once. The seed brings half the program with it, so it is loaded
 * only for a database without people.
 */
export async function seedOnce(config: ServiceConfig): Promise<void> {
  if (config.mode !== 'trial') return;
  await withConnection(config.databaseUrl, async ({ db }) => {
    const [somebody] = await db.select({ id: people.id }).from(people).limit(1);
    if (somebody) return;
    const { seedTrial } = await import('./seed.js');
    await seedTrial(db, config);
  });
}

/** Undefined while there is nobody to talk to yet. */
async function attempt({ databaseUrl, mode }: Pick<ServiceConfig, 'databaseUrl' | 'mode'>) {
  try {
    await withConnection(databaseUrl, ({ db }) => refuseOtherMode(db, mode));
    await migrate(databaseUrl, migrationsFolder);
    await withConnection(databaseUrl, ({ db }) => keepInstallation(db, mode));
    return 'prepared';
  } catch (error) {
    if (error instanceof MigrationRefused) throw new StartRefused(error.message);
    const code = errorCode(rootOf(error)) ?? '';
    if (AWAY.has(code)) return undefined;
    if (REFUSED_US.has(code)) throw new StartRefused(`DATABASE_URL: ${errorMessage(rootOf(error))}`);
    throw error;
  }
}

/** The driver's own error, below what drizzle wraps around it. */
const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? error.cause : error;

async function withConnection<T>(
  url: string,
  work: (connection: ReturnType<typeof connect>) => Promise<T>,
): Promise<T> {
  const connection = connect(url, { max: 4, name: 'eblagh-prepare' });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
