import { Option, type Command } from 'commander';
import { cliActor } from '../../database/audit.js';
import { personByEmail } from '../../database/people.js';
import { Refused } from '../../database/ruling.js';
import { createToken, revokeToken, tokenScopes, tokensOf, type TokenScope } from '../../database/tokens.js';
import { refused } from '../../domain/refusal.js';
import { toAsciiDigits } from '../../domain/text/digits.js';
import { isUuid } from '../../domain/uuid.js';
import { formatReleasedAt } from '../../i18n/format.js';
import { WrongUse, type Cli } from '../cli.js';
import { change, withOffice } from '../office.js';
import { endOfDay } from '../until.js';

/** `eblagh token create|list|revoke` */
export function addToken(program: Command, cli: Cli): void {
  const { t } = cli;
  const token = program.command('token').description(t('cli.token.about'));
  const scope = new Option('--scope <scope>', t('cli.token.scope'))
    .choices(tokenScopes)
    .makeOptionMandatory();
  token
    .command('create')
    .description(t('cli.token.create'))
    .requiredOption('--person <email>', t('cli.token.person'))
    .addOption(scope)
    .requiredOption('--until <date>', t('cli.token.until'))
    .action((given: { person: string; scope: TokenScope; until: string }) => create(cli, given));
  token
    .command('list')
    .description(t('cli.token.list'))
    .requiredOption('--person <email>', t('cli.token.person'))
    .action(({ person }: { person: string }) => list(cli, person));
  token
    .command('revoke')
    .description(t('cli.token.revoke'))
    .argument('<id>', t('cli.token.id'))
    .action((id: string) => revoke(cli, id));
}

async function create(cli: Cli, given: { person: string; scope: TokenScope; until: string }): Promise<void> {
  const until = endOfDay(toAsciiDigits(given.until));
  if (until === null) throw new WrongUse(cli.t('cli.token.badDate', { text: given.until }));
  const { record, token } = await change(cli, async (tx) => {
    const person = await personByEmail(tx, given.person);
    if (!person) return refused({ code: 'not_found' });
    return createToken(tx, cliActor, { personId: person.id, scope: given.scope, until });
  });
  const end = formatReleasedAt(record.expiresAt, cli.language);
  if (cli.json) cli.say(JSON.stringify({ ...record, token }));
  else {
    cli.note(cli.t('cli.token.made', { email: given.person, until: end }));
    cli.say(token);
  }
}

async function list(cli: Cli, email: string): Promise<void> {
  const tokens = await withOffice(cli, async ({ db }) => {
    const person = await personByEmail(db, email);
    if (!person) throw new Refused([{ code: 'not_found' }]);
    return tokensOf(db, person.id);
  });
  cli.table(tokens, {
    id: ({ id }) => id,
    scope: ({ scope }) => scope,
    until: ({ expiresAt }) => expiresAt,
    revoked: ({ revokedAt }) => revokedAt ?? '',
    seen: ({ seenAt }) => seenAt ?? '',
  });
}

async function revoke(cli: Cli, id: string): Promise<void> {
  if (!isUuid(id)) throw new Refused([{ code: 'not_found' }]);
  const record = await change(cli, (tx) => revokeToken(tx, cliActor, id));
  cli.report(record, cli.t('cli.token.revoked'));
}
