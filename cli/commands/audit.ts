import type { Command } from 'commander';
import { verifyRecord } from '../../database/verify-record.js';
import { NotDone, type Cli } from '../cli.js';
import { withOffice } from '../office.js';

/** `eblagh audit verify` */
export function addAudit(program: Command, cli: Cli): void {
  const { t } = cli;
  const audit = program.command('audit').description(t('cli.audit.about'));
  audit
    .command('verify')
    .description(t('cli.audit.verify'))
    .action(() => verify(cli));
}

async function verify(cli: Cli): Promise<void> {
  const { t } = cli;
  const found = await withOffice(cli, ({ db }) =>
    db.transaction((tx) => verifyRecord(tx), { isolationLevel: 'repeatable read', accessMode: 'read only' }),
  );
  const { announcements, events, faults } = found;
  if (cli.json) cli.say(JSON.stringify(found));
  else if (faults.length === 0) cli.say(t('cli.audit.good', { announcements, events }));
  if (faults.length === 0) return;
  const lines = faults.map(({ announcement, entry, fault }) =>
    t('cli.audit.fault', { announcement, entry, fault: t(`cli.audit.faults.${fault}`) }),
  );
  throw new NotDone([t('cli.audit.bad', { count: faults.length }), ...lines]);
}
