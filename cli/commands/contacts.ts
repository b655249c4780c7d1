import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { cliActor } from '../../database/audit.js';
import { exportContacts } from '../../database/contact-export.js';
import { importContacts, type ImportReport } from '../../database/contact-import.js';
import { createContactList, listContactLists, loadContactList } from '../../database/contact-lists.js';
import { mustGrant, Refused } from '../../database/ruling.js';
import { NotDone, type Cli } from '../cli.js';
import { change, withOffice } from '../office.js';

/** `eblagh contacts lists|create-list|import|export` */
export function addContacts(program: Command, cli: Cli): void {
  const { t } = cli;
  const contacts = program.command('contacts').description(t('cli.contacts.about'));
  contacts
    .command('lists')
    .description(t('cli.contacts.lists'))
    .action(() => lists(cli));
  contacts
    .command('create-list')
    .description(t('cli.contacts.createList'))
    .argument('<slug>', t('cli.contacts.slug'))
    .requiredOption('--name-fa <name>', t('cli.contacts.nameFa'))
    .requiredOption('--name-en <name>', t('cli.contacts.nameEn'))
    .option('--bulletin', t('cli.contacts.bulletin'))
    .action((slug: string, given: GivenList) => createList(cli, slug, given));
  contacts
    .command('import')
    .description(t('cli.contacts.import'))
    .argument('<list>', t('cli.contacts.list'))
    .argument('<file>', t('cli.contacts.file'))
    .option('--dry-run', t('cli.contacts.dryRun'))
    .action((list: string, file: string, { dryRun = false }: { dryRun?: boolean }) =>
      takeIn(cli, list, file, dryRun),
    );
  contacts
    .command('export')
    .description(t('cli.contacts.export'))
    .argument('<list>', t('cli.contacts.list'))
    .option('--output <file>', t('cli.contacts.output'))
    .action((list: string, { output }: { output?: string }) => giveOut(cli, list, output));
}

interface GivenList {
  readonly nameFa: string;
  readonly nameEn: string;
  readonly bulletin?: boolean;
}

async function lists(cli: Cli): Promise<void> {
  cli.table(await withOffice(cli, ({ db }) => listContactLists(db)), {
    slug: ({ slug }) => slug,
    name: ({ name }) => name[cli.language],
    members: ({ members }) => String(members),
    bulletin: ({ bulletin }) => (bulletin ? '✓' : ''),
    id: ({ id }) => id,
  });
}

async function createList(
  cli: Cli,
  slug: string,
  { nameFa, nameEn, bulletin = false }: GivenList,
): Promise<void> {
  const name = { fa: nameFa, en: nameEn };
  const list = await change(cli, (tx) => createContactList(tx, cliActor, { slug, name, bulletin }));
  cli.report(list, cli.t('cli.contacts.created', { slug }));
}

async function takeIn(cli: Cli, list: string, file: string, dryRun: boolean): Promise<void> {
  await refuseUnreadable(cli, file);
  const report = await withOffice(cli, async ({ db }) => {
    const input = file === '-' ? cli.io.input : (createReadStream(file) as AsyncIterable<Uint8Array>);
    return mustGrant(await importContacts(db, cliActor, { list, input, dryRun }));
  });
  cli.report(report, reportLine(cli, report));
  if (!cli.json && report.unsubscribed > 0)
    cli.say(cli.t('cli.contacts.unsubscribed', { count: report.unsubscribed }));
}

function reportLine({ t }: Cli, report: ImportReport): string {
  const { rows, created, updated, unchanged, addedToList: added, alreadyOnList: already } = report;
  const counts = { rows, created, updated, unchanged, added, already };
  return report.dryRun ? t('cli.contacts.wouldImport', counts) : t('cli.contacts.imported', counts);
}

async function refuseUnreadable(cli: Cli, file: string): Promise<void> {
  if (file === '-') return;
  try {
    await access(file, constants.R_OK);
  } catch {
    throw new NotDone([cli.t('cli.says.noFile', { file })]);
  }
}

async function giveOut(cli: Cli, name: string, output: string | undefined): Promise<void> {
  await withOffice(cli, async ({ db }) => {
    const list = await loadContactList(db, name);
    if (!list) throw new Refused([{ code: 'not_found' }]);
    let lines = 0;
    const csv = counted(exportContacts(db, list.id, cli.language), (more) => (lines += more));
    if (output === undefined) for await (const piece of csv) cli.io.out(piece);
    else {
      await pipeline(Readable.from(csv), createWriteStream(output, { mode: 0o600 }));
      cli.report(
        { count: lines - 1, file: output },
        cli.t('cli.contacts.exported', { count: lines - 1, file: output }),
      );
    }
  });
}

async function* counted(pieces: AsyncIterable<string>, add: (lines: number) => void): AsyncGenerator<string> {
  for await (const piece of pieces) {
    add(piece.split('\r\n').length - 1);
    yield piece;
  }
}
