import { Command, CommanderError } from 'commander';
import { errorMessage } from '../config/errors.js';
import { Refused } from '../database/ruling.js';
import { RestoreRefused } from '../database/restore.js';
import { StartRefused } from '../start/refused.js';
import { Cli, exit, languageOf, NotDone, WrongUse, type Io } from './cli.js';
import { addAgencies } from './commands/agencies.js';
import { addAudit } from './commands/audit.js';
import { addBackup } from './commands/backup.js';
import { addBootstrap } from './commands/bootstrap.js';
import { addConfig } from './commands/config.js';
import { addContacts } from './commands/contacts.js';
import { addPeople } from './commands/people.js';
import { addPolicies } from './commands/policies.js';
import { addSeed } from './commands/seed.js';
import { addToken } from './commands/token.js';

/** Runs the admin command with these words and gives its exit code (design §8): 0 done, 1 refused or failed, 2 wrong use. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const cli = new Cli(io, languageOf(argv, io.env));
  try {
    await program(cli).parseAsync([...argv], { from: 'user' });
    return exit.done;
  } catch (error) {
    return explain(cli, error);
  }
}

function program(cli: Cli): Command {
  const { t, io } = cli;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': t('cli.title.usage'),
    'Arguments:': t('cli.title.arguments'),
    'Options:': t('cli.title.options'),
    'Global Options:': t('cli.title.globalOptions'),
    'Commands:': t('cli.title.commands'),
  };
  const eblagh = new Command('eblagh')
    .description(t('cli.about'))
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, showGlobalOptions: true })
    .helpOption('-h, --help', t('cli.help'))
    .helpCommand(false)
    .option('--lang <language>', t('cli.lang'))
    .option('--json', t('cli.json'))
    .hook('preAction', (command) => {
      cli.json = command.opts<{ json?: boolean }>().json ?? false;
    });
  for (const add of [
    addPeople,
    addAgencies,
    addPolicies,
    addContacts,
    addToken,
    addSeed,
    addBootstrap,
    addAudit,
    addBackup,
    addConfig,
  ])
    add(eblagh, cli);
  return eblagh;
}

function explain(cli: Cli, error: unknown): number {
  const { t, note } = cli;
  if (error instanceof CommanderError) return explainUse(cli, error);
  if (error instanceof WrongUse) {
    note(error.message);
    return exit.wrongUse;
  }
  for (const line of reasonsOf(cli, error)) note(line);
  return exit.refused;

  function reasonsOf(from: Cli, failure: unknown): string[] {
    if (failure instanceof NotDone) return [...failure.reasons];
    if (failure instanceof Refused)
      return [t('cli.says.refused'), ...bullets(from.refuse(failure.refusals).reasons)];
    if (failure instanceof RestoreRefused)
      return [t(`cli.restore.faults.${failure.fault}`), t('cli.restore.unchanged')];
    if (failure instanceof StartRefused) return [failure.message];
    return [t('cli.says.failed', { reason: firstLine(errorMessage(rootOf(failure))) })];
  }
}

const bullets = (lines: readonly string[]): string[] => lines.map((line) => `- ${line}`);

/** A failed query's own message would show its values. */
const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Commander's codes and what they mean to a reader. */
const uses = {
  'commander.unknownCommand': 'unknownCommand',
  'commander.unknownOption': 'unknownOption',
  'commander.missingArgument': 'missingArgument',
  'commander.optionMissingArgument': 'optionMissingArgument',
  'commander.missingMandatoryOptionValue': 'missingMandatoryOptionValue',
  'commander.invalidArgument': 'invalidArgument',
  'commander.excessArguments': 'excessArguments',
} as const;

function explainUse({ t, note, io }: Cli, { code, exitCode, message }: CommanderError): number {
  if (code === 'commander.helpDisplayed' || (code === 'commander.help' && exitCode === 0)) return exit.done;
  if (code === 'commander.help') {
    io.err(`${t('cli.wrongUse.hint')}\n`);
    return exit.wrongUse;
  }
  const use = Object.hasOwn(uses, code) ? uses[code as keyof typeof uses] : 'other';
  const name = /'([^']+)'/.exec(message)?.[1] ?? '';
  note(t(`cli.wrongUse.${use}` as 'cli.wrongUse.unknownOption', { name }));
  note(t('cli.wrongUse.hint'));
  return exit.wrongUse;
}
