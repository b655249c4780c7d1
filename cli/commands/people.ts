import { Option, type Command } from 'commander';
import { cliActor } from '../../database/audit.js';
import {
  changePerson,
  createPerson,
  listPeople,
  personByEmail,
  personLeaves,
  type PersonFields,
  type PersonRecord,
} from '../../database/people.js';
import type { Queryable } from '../../database/connection.js';
import { languages } from '../../domain/language.js';
import { duties, roles } from '../../domain/people/person.js';
import { refused } from '../../domain/refusal.js';
import type { Cli } from '../cli.js';
import { change, withOffice } from '../office.js';

/** What the options of add and change give; `none` stands for nobody and nothing. */
interface Given {
  readonly email?: string;
  readonly nameFa?: string;
  readonly nameEn?: string;
  readonly language?: PersonFields['language'];
  readonly agency?: string;
  readonly duty?: PersonFields['duty'];
  readonly role?: PersonFields['roles'];
  readonly post?: readonly string[];
  readonly standsInFor?: readonly string[];
}

/** `eblagh people list|add|change|leave` */
export function addPeople(program: Command, cli: Cli): void {
  const { t } = cli;
  const people = program.command('people').description(t('cli.people.about'));
  people
    .command('list')
    .description(t('cli.people.list'))
    .option('--all', t('cli.people.all'))
    .action(async ({ all = false }: { all?: boolean }) => list(cli, all));
  withFields(people.command('add').description(t('cli.people.add')), cli, true).action((given: Given) =>
    add(cli, given),
  );
  withFields(people.command('change').description(t('cli.people.change')), cli, false)
    .argument('<email>', t('cli.people.address'))
    .action((email: string, given: Given) => alter(cli, email, given));
  people
    .command('leave')
    .description(t('cli.people.leave'))
    .argument('<email>', t('cli.people.address'))
    .action((email: string) => leave(cli, email));
}

function withFields(command: Command, { t }: Cli, needed: boolean): Command {
  const text = (flags: string, about: string) => new Option(flags, about).makeOptionMandatory(needed);
  return command
    .addOption(text('--email <address>', t('cli.people.email')))
    .addOption(text('--name-fa <name>', t('cli.people.nameFa')))
    .addOption(text('--name-en <name>', t('cli.people.nameEn')))
    .addOption(new Option('--language <language>', t('cli.people.language')).choices(languages))
    .option('--agency <slug>', t('cli.people.agency'))
    .addOption(new Option('--duty <duty>', t('cli.people.duty')).choices(duties))
    .addOption(new Option('--role <role...>', t('cli.people.role')).choices(roles))
    .option('--post <post...>', t('cli.people.post'))
    .option('--stands-in-for <slug...>', t('cli.people.standsInFor'));
}

async function list(cli: Cli, withLeft: boolean): Promise<void> {
  const people = await withOffice(cli, ({ db }) => listPeople(db, { withLeft }));
  cli.table(people, {
    email: ({ email }) => email,
    name: ({ name }) => name[cli.language],
    agency: ({ agency }) => agency ?? '',
    duty: ({ duty }) => duty,
    roles: (person) => person.roles.join(' '),
    posts: ({ posts }) => posts.join(' '),
    ...(withLeft ? { left: ({ leftAt }: PersonRecord) => leftAt ?? '' } : {}),
  });
}

async function add(cli: Cli, { email = '', nameFa = '', nameEn = '', ...rest }: Given): Promise<void> {
  const base = {
    email,
    name: { fa: nameFa, en: nameEn },
    language: 'fa',
    agency: null,
    duty: 'officer',
  } as const;
  const fields = { ...base, roles: [], posts: [], standsInFor: [], ...fieldsOf(rest) };
  const person = await change(cli, (tx) => createPerson(tx, cliActor, fields));
  cli.report(person, cli.t('cli.people.added', { email: person.email }));
}

async function alter(cli: Cli, email: string, given: Given): Promise<void> {
  const person = await change(cli, async (tx) => {
    const found = await lookUp(tx, email);
    if (!found) return refused({ code: 'not_found' });
    const { nameFa, nameEn } = given;
    const name = { fa: nameFa ?? found.name.fa, en: nameEn ?? found.name.en };
    return changePerson(tx, cliActor, found.id, found.revision, { ...fieldsOf(given), name });
  });
  cli.report(person, cli.t('cli.people.changed', { email: person.email }));
}

async function leave(cli: Cli, email: string): Promise<void> {
  const ended = await change(cli, async (tx) => {
    const found = await lookUp(tx, email);
    return found ? personLeaves(tx, cliActor, found.id, found.revision) : refused({ code: 'not_found' });
  });
  const { sessions, tokens, invitations } = ended;
  cli.report(ended, cli.t('cli.people.left', { email, sessions, tokens, invitations }));
}

const lookUp = (db: Queryable, email: string): Promise<PersonRecord | null> => personByEmail(db, email);

/** The fields that were given, and no others. */
function fieldsOf({ email, language, agency, duty, role, post, standsInFor }: Given): Partial<PersonFields> {
  const none = <T extends string>(words: readonly T[]): readonly T[] =>
    words.filter((word) => word !== 'none');
  return {
    ...(email !== undefined && { email }),
    ...(language && { language }),
    ...(agency !== undefined && { agency: agency === 'none' ? null : agency }),
    ...(duty && { duty }),
    ...(role && { roles: role }),
    ...(post && { posts: none(post) }),
    ...(standsInFor && { standsInFor: none(standsInFor) }),
  };
}
