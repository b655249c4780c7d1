import type { Command } from 'commander';
import { errorCode } from '../../config/errors.js';
import { policiesFolder } from '../../config/paths.js';
import { loadPolicies, type LoadedPolicies, type PolicyFault } from '../../config/policies.js';
import { listAgencies } from '../../database/agencies.js';
import { policiesInForce } from '../../database/policies.js';
import { refusalText } from '../../i18n/refusals.js';
import { NotDone, type Cli } from '../cli.js';
import { withOffice } from '../office.js';

/** `eblagh policies list|check` */
export function addPolicies(program: Command, cli: Cli): void {
  const { t } = cli;
  const policies = program.command('policies').description(t('cli.policies.about'));
  policies
    .command('list')
    .description(t('cli.policies.list'))
    .action(() => list(cli));
  policies
    .command('check')
    .description(t('cli.policies.check'))
    .argument('[folder]', t('cli.policies.folder'))
    .option('--office', t('cli.policies.office'))
    .action((folder: string | undefined, { office = false }: { office?: boolean }) =>
      check(cli, folder ?? policiesFolder, office),
    );
}

async function list(cli: Cli): Promise<void> {
  const policies = await withOffice(cli, ({ db }) => policiesInForce(db));
  cli.table(policies, {
    id: ({ policy }) => policy.id,
    version: ({ version }) => String(version),
    title: ({ policy }) => policy.title[cli.language],
  });
}

async function check(cli: Cli, folder: string, office: boolean): Promise<void> {
  const slugs = office
    ? (await withOffice(cli, ({ db }) => listAgencies(db))).map(({ slug }) => slug)
    : undefined;
  const loaded = await read(cli, folder, slugs);
  if (!loaded.ok) throw new NotDone(loaded.faults.map((fault) => faultLine(cli, fault)));
  const ids = loaded.policies.map(({ policy }) => policy.id);
  cli.report(ids, cli.t('cli.policies.good', { count: ids.length }));
}

/** Reads a folder of policies; one that cannot be read is said in words. */
export async function read(cli: Cli, folder: string, slugs?: readonly string[]): Promise<LoadedPolicies> {
  try {
    return await loadPolicies(folder, slugs);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    throw new NotDone([cli.t('cli.policies.noFolder', { folder })]);
  }
}

/** `crisis.yaml:12: …`, as editors understand it. */
export function faultLine(cli: Cli, { file, refusal }: PolicyFault): string {
  const line = refusal.code === 'policy_invalid' ? refusal.line : null;
  const place = file === null ? cli.t('cli.policies.set') : line === null ? file : `${file}:${line}`;
  return `${place}: ${refusalText(refusal, cli.language)}`;
}
