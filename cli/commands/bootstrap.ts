import type { Command } from 'commander';
import { policiesFolder } from '../../config/paths.js';
import { bootstrap, type Administrator } from '../../database/bootstrap.js';
import { inTransaction } from '../../database/connection.js';
import { listAgencies } from '../../database/agencies.js';
import { mustGrant, Refused } from '../../database/ruling.js';
import { seatsOf } from '../../domain/policy/quorum.js';
import { NotDone, WrongUse, type Cli } from '../cli.js';
import { configOf, withOffice } from '../office.js';
import { faultLine, read } from './policies.js';

interface Given {
  readonly officeFa: string;
  readonly officeEn: string;
  readonly admin: readonly string[];
  readonly policies?: string;
}

/** `eblagh bootstrap`: begins a live office, once. */
export function addBootstrap(program: Command, cli: Cli): void {
  const { t } = cli;
  program
    .command('bootstrap')
    .description(t('cli.bootstrap.about'))
    .requiredOption('--office-fa <name>', t('cli.bootstrap.officeFa'))
    .requiredOption('--office-en <name>', t('cli.bootstrap.officeEn'))
    .requiredOption('--admin <who...>', t('cli.bootstrap.admin'))
    .option('--policies <folder>', t('cli.bootstrap.policies'))
    .action((given: Given) => begin(cli, given));
}

async function begin(cli: Cli, given: Given): Promise<void> {
  const [first, second, ...more] = given.admin.map((text) => administratorOf(text));
  if (!first || !second || more.length > 0) throw new WrongUse(cli.t('cli.bootstrap.twoAdmins'));
  if (configOf(cli).mode === 'trial') throw new Refused([{ code: 'administrators_exist' }]);
  const loaded = await read(cli, given.policies ?? policiesFolder);
  if (!loaded.ok) throw new NotDone(loaded.faults.map((fault) => faultLine(cli, fault)));
  const { policies } = loaded;
  const office = { fa: given.officeFa, en: given.officeEn };
  const { people, missing, url } = await withOffice(
    cli,
    async ({ db, config }) => {
      const beginning = { office, administrators: [first, second], policies } as const;
      const created = await inTransaction(db, async (tx) => mustGrant(await bootstrap(tx, beginning)));
      const agencies = new Set((await listAgencies(db)).map(({ slug }) => slug));
      const seats = new Set(policies.flatMap(({ policy }) => seatsOf(policy.review.quorum)));
      return {
        people: created,
        missing: [...seats].filter((slug) => !agencies.has(slug)),
        url: config.baseUrl,
      };
    },
    { begins: true },
  );
  const [one, two] = people.map(({ email }) => email);
  cli.report({ people, missing }, cli.t('cli.bootstrap.done', { first: one ?? '', second: two ?? '', url }));
  if (missing.length > 0) cli.note(cli.t('cli.bootstrap.missing', { slugs: missing.join(', ') }));
}

/** `email,name in Persian,name in English`; the Persian comma serves as well. */
function administratorOf(text: string): Administrator | undefined {
  const [email, fa, en, ...rest] = text.split(/[,،]/).map((part) => part.trim());
  return email && fa && en && rest.length === 0 ? { email, name: { fa, en }, language: 'fa' } : undefined;
}
