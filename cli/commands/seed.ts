import type { Command } from 'commander';
import { Refused } from '../../database/ruling.js';
import { seedTrial } from '../../start/seed.js';
import type { Cli } from '../cli.js';
import { configOf, withOffice } from '../office.js';

/** `eblagh seed`: in a trial alone; npm start does the same at its first start. */
export function addSeed(program: Command, cli: Cli): void {
  program
    .command('seed')
    .description(cli.t('cli.seed.about'))
    .action(async () => {
      if (configOf(cli).mode !== 'trial') throw new Refused([{ code: 'trial_only' }]);
      const outcome = await withOffice(cli, ({ db, config }) => seedTrial(db, config), { begins: true });
      cli.report({ outcome }, cli.t(`cli.seed.${outcome}`));
    });
}
