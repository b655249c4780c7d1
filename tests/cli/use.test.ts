import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPackage } from '../../config/paths.js';
import { freshDatabase } from '../support/database.js';
import { cliWith } from './run-cli.js';

const { url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'eblagh-cli-'));
const env = { EBLAGH_TRIAL: '1', DATABASE_URL: url, DATA_DIR: folder, LANG: 'en_GB.UTF-8' };
const eblagh = cliWith(env);
const persian = cliWith({ ...env, LANG: 'fa_IR.UTF-8' });
const lines = (text: string) => text.trimEnd().split('\n');

describe('its use', () => {
  test('is told in the language of the terminal, or the one asked for', async () => {
    const english = await eblagh(['--help']);
    expect(english).toMatchObject({ code: 0, err: '' });
    for (const command of [
      'people',
      'agencies',
      'policies',
      'contacts',
      'token',
      'seed',
      'bootstrap',
      'audit',
      'backup',
      'restore',
      'config',
      'migrate',
    ])
      expect(english.out).toContain(`  ${command} `);
    expect((await persian(['--help'])).out).toContain('شیوهٔ کاربرد:');
    expect((await persian(['--help'])).out).not.toMatch(/Usage|Options|Commands|display help/);
    expect((await eblagh(['--lang', 'fa', 'people', '--help'])).out).toContain('فرمان‌ها:');
  });

  test.each([
    [['nonsense'], 'There is no command “nonsense”.'],
    [['people', 'list', '--colour'], 'There is no option --colour.'],
    [['people', 'leave'], 'The argument “email” is missing.'],
    [['people', 'leave', 'a@example.test', 'b@example.test'], 'There are too many arguments.'],
    [
      ['token', 'create', '--person', 'a@example.test', '--until', '2027-01-01'],
      'The option --scope <scope> is needed.',
    ],
    [
      ['token', 'create', '--person', 'a', '--scope', 'everything', '--until', 'x'],
      'The value of --scope <scope> is not accepted.',
    ],
    [
      ['token', 'create', '--person', 'a', '--scope', 'read', '--until', '2027-02-30'],
      '“2027-02-30” is no date. Write 2027-03-20 or 1405-12-29',
    ],
    [['people', 'list', '--lang'], 'The option --lang <language> needs a value.'],
  ])('wrong as in %j is answered with 2 and a sentence', async (words, sentence) => {
    const { code, err, out } = await eblagh(words);
    expect({ code, out, first: lines(err)[0] }).toEqual({ code: 2, out: '', first: sentence });
  });

  test('wrong in Persian is told in Persian', async () => {
    expect((await persian(['nonsense'])).err).toBe('فرمان «nonsense» شناخته نیست.\nراهنما: eblagh --help\n');
  });

  test('without a command is answered with 2', async () => {
    expect(await eblagh([])).toMatchObject({ code: 2 });
    expect(await eblagh(['people'])).toMatchObject({ code: 2 });
  });

  test('with a faulty configuration names every fault, and 2', async () => {
    const faulty = cliWith({ ...env, PORT: 'eighty', DUPLICATE_WINDOW: '0' });
    const { code, err } = await faulty(['people', 'list']);
    expect(code).toBe(2);
    expect(err).toContain('PORT');
    expect(err).toContain('DUPLICATE_WINDOW');
  });

  test('goes through the committed executable', () => {
    const bin = inPackage('bin', 'eblagh.mjs');
    accessSync(bin, constants.X_OK);
    const asBuilt = ['--import', inPackage('scripts', 'register-ts.mjs'), inPackage('cli', 'main.ts')];
    const ran = spawnSync(process.execPath, [...asBuilt, 'nonsense'], {
      encoding: 'utf8',
      env: { ...process.env, LANG: 'en' },
    });
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('There is no command “nonsense”.');
  });
});
