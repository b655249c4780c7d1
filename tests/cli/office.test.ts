import { beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOfDay } from '../../cli/until.js';
import { inPackage } from '../../config/paths.js';
import { audit, people } from '../../database/schema.js';
import { tokenHolder } from '../../database/tokens.js';
import { office } from '../../start/cast.js';
import { freshDatabase } from '../support/database.js';
import { cliWith } from './run-cli.js';

const { db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'eblagh-cli-'));
const env = { EBLAGH_TRIAL: '1', DATABASE_URL: url, DATA_DIR: folder, LANG: 'en_GB.UTF-8' };
const eblagh = cliWith(env);
const persian = cliWith({ ...env, LANG: 'fa_IR.UTF-8' });
const lines = (text: string) => text.trimEnd().split('\n');

beforeAll(async () => {
  await eblagh(['seed']);
});

describe('people', () => {
  test('are listed as a table and as JSON', async () => {
    const table = lines((await eblagh(['people', 'list'])).out);
    expect(table).toHaveLength(33);
    expect(table[0]).toMatch(/^e-mail +name +agency +duty +roles +posts$/);
    expect(table.find((line) => line.startsWith('governor@'))).toMatch(
      /Governor +governor-office +manager +signatory +governor$/,
    );
    const json = JSON.parse((await eblagh(['--json', 'people', 'list'])).out) as { email: string }[];
    expect(json).toHaveLength(32);
  });

  test('are added, changed and leave, audited as the command’s work', async () => {
    const words = [
      'people',
      'add',
      '--email',
      'Nurse@Example.test',
      '--name-fa',
      'سرپرستار',
      '--name-en',
      'Nurse',
    ];
    const added = await eblagh([
      ...words,
      '--agency',
      'health',
      '--role',
      'reviewer',
      'officer',
      '--stands-in-for',
      'water',
    ]);
    expect(added).toEqual({ code: 0, out: 'nurse@example.test was added.\n', err: '' });
    const changed = await eblagh([
      'people',
      'change',
      'NURSE@example.test',
      '--duty',
      'stand_in',
      '--stands-in-for',
      'none',
      '--name-en',
      'Head Nurse',
    ]);
    expect(changed.out).toBe('nurse@example.test was changed.\n');
    const [row] = await db.select().from(people).where(eq(people.email, 'nurse@example.test'));
    expect(row).toMatchObject({
      duty: 'stand_in',
      standsInFor: [],
      name: { fa: 'سرپرستار', en: 'Head Nurse' },
      roles: ['officer', 'reviewer'],
    });
    const left = await persian(['people', 'leave', 'nurse@example.test']);
    expect(left.out).toBe('nurse@example.test دیگر دسترسی ندارد. پایان یافت: ۰ نشست، ۰ توکن، ۰ دعوت.\n');
    const entries = await db
      .select()
      .from(audit)
      .where(eq(audit.subjectId, row?.id ?? ''))
      .orderBy(audit.position);
    expect(entries.map(({ actorKind, action }) => `${actorKind} ${action}`)).toEqual([
      'cli person_created',
      'cli person_changed',
      'cli person_left',
    ]);
    expect((await eblagh(['people', 'list'])).out).not.toContain('nurse@');
    expect((await eblagh(['people', 'list', '--all'])).out).toContain('nurse@');
  });

  test('are refused with every reason, in words, and 1', async () => {
    const words = [
      'people',
      'add',
      '--email',
      'nobody',
      '--name-fa',
      'الف',
      '--name-en',
      ' ',
      '--agency',
      'fisheries',
    ];
    const { code, out, err } = await persian(words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(lines(err)[0]).toBe('انجام نشد:');
    expect(lines(err)).toHaveLength(4);
    expect(err).not.toMatch(/invalid_request|not_an_email|\{/);
    expect(await eblagh(['people', 'leave', 'nobody@example.test'])).toMatchObject({ code: 1 });
  });
});

test('agencies are added, changed, listed and closed', async () => {
  const names = ['--name-fa', 'ادارهٔ شیلات', '--name-en', 'Fisheries'];
  expect(await eblagh(['agencies', 'add', 'fisheries', ...names])).toMatchObject({ code: 0 });
  expect(await eblagh(['agencies', 'add', 'fisheries', ...names])).toMatchObject({ code: 1 });
  expect(await eblagh(['agencies', 'change', 'fisheries', '--phone', '034-100'])).toMatchObject({ code: 0 });
  expect((await eblagh(['agencies', 'list'])).out).toMatch(/fisheries +Fisheries +034-100/);
  expect(await eblagh(['agencies', 'close', 'fisheries'])).toMatchObject({ code: 0 });
  expect(await eblagh(['agencies', 'close', 'health'])).toMatchObject({ code: 1 });
  expect((await eblagh(['agencies', 'list'])).out).not.toContain('fisheries');
});

describe('policies', () => {
  test('of the program are sound, also against the office’s agencies', async () => {
    expect(await eblagh(['policies', 'check', '--office'])).toMatchObject({
      code: 0,
      out: 'All 5 policies are sound, and every severity and kind has exactly one.\n',
    });
    expect((await eblagh(['policies', 'list'])).out).toMatch(/^crisis +1 +Crisis announcement$/m);
  });

  test('that are faulty are named by file and line', async () => {
    const faulty = await mkdtemp(join(tmpdir(), 'policies-'));
    const crisis = await readFile(inPackage('policies', 'crisis.yaml'), 'utf8');
    await writeFile(join(faulty, 'crisis.yaml'), crisis.replace('target: PT10M', 'target: soon'));
    const { code, err } = await eblagh(['policies', 'check', faulty]);
    expect(code).toBe(1);
    expect(err).toMatch(/^crisis\.yaml:10: /);
    expect(await eblagh(['policies', 'check', join(faulty, 'nowhere')])).toMatchObject({ code: 1 });
  });
});

describe('contacts', () => {
  test('come in from a file or from standard input, first dry and then for real, and go out again', async () => {
    await eblagh([
      'contacts',
      'create-list',
      'weather',
      '--name-fa',
      'هواشناسی',
      '--name-en',
      'Weather',
      '--bulletin',
    ]);
    const file = 'ایمیل,نام\nyek@example.test,یک\ndo@example.test,دو\n';
    const dry = await eblagh(['contacts', 'import', 'weather', '-', '--dry-run'], file);
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was changed.') });
    const path = join(folder, 'weather.csv');
    await writeFile(path, file);
    const done = await persian(['contacts', 'import', 'weather', path]);
    expect(done.out).toMatch(/^۲ گیرنده خوانده شد: ۲ تازه/);
    expect((await eblagh(['contacts', 'lists'])).out).toMatch(/^weather +Weather +2 +✓/m);
    expect((await persian(['contacts', 'export', 'weather'])).out).toBe(
      '\uFEFFرایانامه,نام,سازمان,زبان\r\ndo@example.test,دو,,fa\r\nyek@example.test,یک,,fa\r\n',
    );
    const output = join(folder, 'out.csv');
    expect((await eblagh(['contacts', 'export', 'weather', '--output', output])).out).toBe(
      `Wrote 2 contacts to ${output}.\n`,
    );
    expect(await readFile(output, 'utf8')).toContain('yek@example.test');
  });

  test('of a faulty file are refused with their lines', async () => {
    const { code, err } = await eblagh(
      ['contacts', 'import', 'journalists', '-'],
      'email\nnobody\nali@example.test\n',
    );
    expect(code).toBe(1);
    expect(err).toContain('line 2');
    expect(await eblagh(['contacts', 'import', 'journalists', join(folder, 'nowhere.csv')])).toMatchObject({
      code: 1,
    });
    expect(await eblagh(['contacts', 'import', 'nowhere', '-'], 'email\nali@example.test\n')).toMatchObject({
      code: 1,
    });
    expect(await eblagh(['contacts', 'export', 'nowhere'])).toMatchObject({ code: 1 });
  });
});

describe('a token', () => {
  test('is printed once, alone on standard output, and can be revoked', async () => {
    const made = await eblagh([
      'token',
      'create',
      '--person',
      office.officer.email,
      '--scope',
      'write',
      '--until',
      '1405-12-29',
    ]);
    const token = made.out.trim();
    expect(token).toMatch(/^eblagh_[\w-]{43}$/);
    const holder = await tokenHolder(db, token);
    expect(holder).toMatchObject({ scope: 'write', person: { id: office.officer.id } });
    const listed = await eblagh(['token', 'list', '--person', office.officer.email]);
    expect(listed.out).toContain(holder?.id);
    expect(listed.out).not.toContain(token);
    expect(await eblagh(['token', 'revoke', holder?.id ?? ''])).toMatchObject({ code: 0 });
    expect(await tokenHolder(db, token)).toBeNull();
    expect(await eblagh(['token', 'revoke', 'x'])).toMatchObject({ code: 1 });
    expect(
      await eblagh([
        'token',
        'create',
        '--person',
        'nobody@example.test',
        '--scope',
        'read',
        '--until',
        '1405-12-29',
      ]),
    ).toMatchObject({ code: 1 });
    expect(
      await eblagh([
        'token',
        'create',
        '--person',
        office.officer.email,
        '--scope',
        'read',
        '--until',
        '2020-01-01',
      ]),
    ).toMatchObject({ code: 1 });
  });

  test.each([
    ['2026-03-20', '2026-03-20T20:29:59.999Z'],
    ['1404-12-29', '2026-03-20T20:29:59.999Z'],
    ['1403-12-30', '2025-03-20T20:29:59.999Z'],
    ['1404-12-30', null],
    ['2026-02-29', null],
    ['1405-13-01', null],
    ['2026-3-2', null],
    ['tomorrow', null],
  ])('until %s ends at %s', (text, instant) => expect(endOfDay(text)).toBe(instant));
});
