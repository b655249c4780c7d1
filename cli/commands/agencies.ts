import type { Command } from 'commander';
import {
  changeAgency,
  closeAgency,
  createAgency,
  listAgencies,
  loadAgency,
  type AgencyFields,
  type AgencyRecord,
} from '../../database/agencies.js';
import { cliActor } from '../../database/audit.js';
import { refused } from '../../domain/refusal.js';
import type { Cli } from '../cli.js';
import { change, withOffice } from '../office.js';

interface Given {
  readonly nameFa?: string;
  readonly nameEn?: string;
  readonly phone?: string;
  readonly spokesperson?: string;
}

/** `eblagh agencies list|add|change|close` */
export function addAgencies(program: Command, cli: Cli): void {
  const { t } = cli;
  const agencies = program.command('agencies').description(t('cli.agencies.about'));
  agencies
    .command('list')
    .description(t('cli.agencies.list'))
    .option('--all', t('cli.agencies.all'))
    .action(({ all = false }: { all?: boolean }) => list(cli, all));
  const named = (name: string, about: string) =>
    agencies.command(name).description(about).argument('<slug>', t('cli.agencies.slug'));
  named('add', t('cli.agencies.add'))
    .requiredOption('--name-fa <name>', t('cli.agencies.nameFa'))
    .requiredOption('--name-en <name>', t('cli.agencies.nameEn'))
    .option('--phone <number>', t('cli.agencies.phone'))
    .option('--spokesperson <name>', t('cli.agencies.spokesperson'))
    .action((slug: string, given: Given) => add(cli, slug, given));
  named('change', t('cli.agencies.change'))
    .option('--name-fa <name>', t('cli.agencies.nameFa'))
    .option('--name-en <name>', t('cli.agencies.nameEn'))
    .option('--phone <number>', t('cli.agencies.phone'))
    .option('--spokesperson <name>', t('cli.agencies.spokesperson'))
    .action((slug: string, given: Given) => alter(cli, slug, given));
  named('close', t('cli.agencies.close')).action((slug: string) => close(cli, slug));
}

async function list(cli: Cli, withClosed: boolean): Promise<void> {
  const agencies = await withOffice(cli, ({ db }) => listAgencies(db, { withClosed }));
  cli.table(agencies, {
    slug: ({ slug }) => slug,
    name: ({ name }) => name[cli.language],
    phone: ({ contactPhone }) => contactPhone ?? '',
    spokesperson: ({ spokesperson }) => spokesperson ?? '',
    ...(withClosed ? { closed: ({ closedAt }: AgencyRecord) => closedAt ?? '' } : {}),
  });
}

async function add(
  cli: Cli,
  slug: string,
  { nameFa = '', nameEn = '', phone, spokesperson }: Given,
): Promise<void> {
  const name = { fa: nameFa, en: nameEn };
  const fields = { slug, name, contactPhone: phone ?? null, spokesperson: spokesperson ?? null };
  const agency = await change(cli, (tx) => createAgency(tx, cliActor, fields));
  cli.report(agency, cli.t('cli.agencies.added', { slug }));
}

async function alter(cli: Cli, slug: string, { nameFa, nameEn, phone, spokesperson }: Given): Promise<void> {
  const agency = await change(cli, async (tx) => {
    const found = await loadAgency(tx, slug);
    if (!found) return refused({ code: 'not_found' });
    const changes: Partial<AgencyFields> = {
      name: { fa: nameFa ?? found.name.fa, en: nameEn ?? found.name.en },
      ...(phone !== undefined && { contactPhone: phone || null }),
      ...(spokesperson !== undefined && { spokesperson: spokesperson || null }),
    };
    return changeAgency(tx, cliActor, slug, found.revision, changes);
  });
  cli.report(agency, cli.t('cli.agencies.changed', { slug }));
}

async function close(cli: Cli, slug: string): Promise<void> {
  const agency = await change(cli, async (tx) => {
    const found = await loadAgency(tx, slug);
    return found ? closeAgency(tx, cliActor, slug, found.revision) : refused({ code: 'not_found' });
  });
  cli.report(agency, cli.t('cli.agencies.closed', { slug }));
}
