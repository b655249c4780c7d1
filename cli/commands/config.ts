import type { Command } from 'commander';
import type { Config } from '../../config/config.js';
import { migrationsFolder } from '../../config/paths.js';
import { migrate } from '../../database/migrate.js';
import { withDatabase } from '../../start/borrow-database.js';
import { prepareDatabase } from '../../start/prepare-database.js';
import type { Cli } from '../cli.js';
import { configOf } from '../office.js';

/** `eblagh config check` and `eblagh migrate` */
export function addConfig(program: Command, cli: Cli): void {
  const { t } = cli;
  const config = program.command('config').description(t('cli.config.about'));
  config
    .command('check')
    .description(t('cli.config.check'))
    .action(() => check(cli));
  program
    .command('migrate')
    .description(t('cli.migrate.about'))
    .action(() => bringUpToDate(cli));
}

function check(cli: Cli): void {
  const shown = withoutSecrets(configOf(cli));
  if (cli.json) return cli.say(JSON.stringify(shown));
  cli.say(cli.t('cli.config.good'));
  for (const [name, value] of Object.entries(shown)) cli.say(`  ${name}: ${value}`);
}

/** What is configured, for a person to look over: never a key, a password or a user name. */
function withoutSecrets(config: Config): Record<string, string> {
  const host = (url: string | undefined) => (url === undefined ? '–' : new URL(url).host || 'socket');
  return {
    mode: config.mode,
    listens: `${config.host}:${config.port}`,
    baseUrl: config.baseUrl,
    dataDir: config.dataDir,
    database: config.databaseUrl === undefined ? `embedded (${config.dataDir})` : host(config.databaseUrl),
    temporal: config.temporal.address ?? 'embedded',
    smtp: host(config.smtpUrl),
    mailFrom: config.mailFrom,
    redis: host(config.redisUrl),
    duplicateWindow: String(config.duplicateWindow),
    logLevel: config.logLevel,
  };
}

async function bringUpToDate(cli: Cli): Promise<void> {
  const config = configOf(cli);
  const names = await withDatabase(config, cli.note, async (databaseUrl) => {
    const applied = await migrate(databaseUrl, migrationsFolder);
    await prepareDatabase({ databaseUrl, mode: config.mode });
    return applied;
  });
  const line =
    names.length === 0 ? cli.t('cli.migrate.none') : cli.t('cli.migrate.done', { names: names.join(', ') });
  cli.report({ applied: names }, line);
}
