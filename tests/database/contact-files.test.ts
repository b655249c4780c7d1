import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { cliActor } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import { contactFileLimits } from '../../database/contact-csv.js';
import { exportCell, exportContacts } from '../../database/contact-export.js';
import { importContacts } from '../../database/contact-import.js';
import { createContactList } from '../../database/contact-lists.js';
import { addContact, listContacts } from '../../database/contacts.js';
import { mustGrant } from '../../database/ruling.js';
import { audit, contactListMembers, contacts } from '../../database/schema.js';
import { unsubscribe } from '../../database/unsubscribes.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
let journalists = '';

const newList = (slug: string) =>
  inTransaction(db, async (tx) =>
    mustGrant(
      await createContactList(tx, cliActor, {
        slug,
        name: { fa: 'خبرنگاران', en: 'Journalists' },
        bulletin: true,
      }),
    ),
  );
beforeAll(async () => void (journalists = (await newList('journalists')).id));
beforeEach(async () => {
  await db.delete(contacts);
});

async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}
const importFile = (parts: (string | Uint8Array)[], options: { dryRun?: boolean; list?: string } = {}) =>
  importContacts(db, cliActor, { list: journalists, input: bytes(...parts), dryRun: false, ...options });
const faultsOf = async (...parts: (string | Uint8Array)[]) => {
  const ruling = await importFile(parts);
  return ruling.ok
    ? ['accepted']
    : ruling.refusals.map((one) =>
        one.code === 'csv' ? `${one.line} ${one.problem} ${one.column}` : one.code,
      );
};
const stored = async () => (await listContacts(db, { list: journalists, limit: 100 })).contacts;
const exported = async (list = journalists) => {
  let csv = '';
  for await (const piece of exportContacts(db, list, 'fa')) csv += piece;
  return csv;
};

describe('a file of journalists', () => {
  test('comes in whole, with Persian headers and digits of three scripts', async () => {
    const report = await importFile([
      '\uFEFFنام,رایانامه,سازمان,زبان\r\n',
      '«خبرنگار یک»,khabar۱@example.test,خبرگزاری نمونه,فارسی\r\n',
      'Reporter Two,Reporter٢@Example.test,Example Daily,en\r\n',
      'مجموعه‌ٔ سه,desk3@example.test,,\r\n',
    ]);
    expect(report).toMatchObject({
      ok: true,
      value: { rows: 3, created: 3, updated: 0, addedToList: 3, dryRun: false, unsubscribed: 0 },
    });
    expect(await stored()).toMatchObject([
      { email: 'desk3@example.test', name: 'مجموعه‌ٔ سه'.normalize('NFC'), organisation: '', language: 'fa' },
      { email: 'khabar1@example.test', name: '«خبرنگار یک»', organisation: 'خبرگزاری نمونه', language: 'fa' },
      {
        email: 'Reporter2@Example.test',
        name: 'Reporter Two',
        organisation: 'Example Daily',
        language: 'en',
      },
    ]);
    const [entry] = await db.select().from(audit).where(eq(audit.action, 'contacts_imported'));
    expect(entry).toMatchObject({ subjectId: journalists, details: { rows: 3, created: 3 } });
    expect(JSON.stringify(entry)).not.toContain('example.test');
  });

  test('is only looked at in a dry run, which reports the same', async () => {
    const file = ['ایمیل;نام\nyek@example.test;یک\ndo@example.test;دو\n'];
    const dry = await importFile(file, { dryRun: true });
    expect(dry).toMatchObject({
      ok: true,
      value: {
        dryRun: true,
        rows: 2,
        created: 2,
        preview: [{ email: 'yek@example.test', name: 'یک' }, { name: 'دو' }],
      },
    });
    expect(await stored()).toEqual([]);
    const real = await importFile(file);
    const without = (ruling: typeof real) => (ruling.ok ? { ...ruling.value, dryRun: null } : ruling);
    expect(without(real)).toEqual(without(dry));
    expect(await stored()).toHaveLength(2);
  });

  test('brings known people up to date, wipes nothing with an empty cell, and revives nobody', async () => {
    await importFile([
      'email,name,organisation,language\nali@example.test,علی,روزنامه,fa\nsara@example.test,سارا,,en\n',
    ]);
    const [ali] = await stored();
    await inTransaction(db, (tx) => unsubscribe(tx, ali?.id ?? '', 'one_click'));
    const again = await importFile([
      'email,name,organisation\nALI@EXAMPLE.TEST,,مجله\nsara@example.test,سارا,\n',
    ]);
    expect(again).toMatchObject({
      ok: true,
      value: { created: 0, updated: 1, unchanged: 1, alreadyOnList: 2, addedToList: 0, unsubscribed: 1 },
    });
    expect(await stored()).toMatchObject([
      { email: 'ali@example.test', name: 'علی', organisation: 'مجله', unsubscribedAt: expect.any(String) },
      { name: 'سارا', language: 'en' },
    ]);
  });

  test('is refused whole, with every line that is wrong', async () => {
    const faults = await faultsOf(
      'نام,ایمیل,زبان\n',
      'یک,yek@example.test,fa\n',
      'دو,"a b"@example.test,fa\n',
      'سه,,fa\n',
      '"چهار\u202E",chahar@example.test,fa\n',
      'پنج,panj@example.test,klingon\n',
      'شش,shesh@example.test\n',
      `${'ن'.repeat(201)},haft@example.test,fa\n`,
    );
    expect(faults).toEqual([
      '3 email_invalid ایمیل',
      '4 email_missing ایمیل',
      '5 text_refused نام',
      '6 language_unknown زبان',
      '7 column_count null',
      '8 name_too_long نام',
    ]);
    expect(await stored()).toEqual([]);
  });

  test('counts lines as an editor does, also after a cell with a line end', async () => {
    expect(await faultsOf('email,name\r\n\r\nyek@example.test,"یک\r\nدو"\r\nbad,x\r\n')).toEqual([
      '3 text_refused name',
      '5 email_invalid email',
    ]);
  });

  test('names an address that stands there twice, by case and by the two spellings of its domain', async () => {
    const faults = await faultsOf(
      `email\nali@example.test\nALI@example.TEST\nsara@نمونه.example\nsara@${new URL('http://نمونه.example').hostname}\n`,
    );
    expect(faults).toEqual([
      '3 email_repeated ALI@example.TEST',
      expect.stringMatching(/^5 email_repeated sara@xn--/),
    ]);
  });

  test.each([
    ['an unknown column', 'email,phone\n', '1 header_unknown phone'],
    ['a column that is there twice', 'email,ایمیل\n', '1 header_repeated ایمیل'],
    ['no column of addresses', 'نام,سازمان\n', '1 header_missing رایانامه / email'],
    ['nothing', '', 'null empty null'],
    ['a header alone', 'email,name\n\n', 'null empty null'],
    ['an unclosed quote', 'email,name\na@example.test,"x\nb@example.test,y\n', '2 unclosed_quote null'],
    [
      'an unclosed quote in a long file',
      'email,name\na@example.test,"x\n' + 'b@example.test,y\n'.repeat(5000),
      '2 unclosed_quote null',
    ],
    ['a row without end', `email,name\na@example.test,${'x'.repeat(20_000)}\n`, '2 row_too_long null'],
    ['a header of ten thousand columns', `email${',name'.repeat(1500)}\n`, '1 column_count null'],
    ['a header without end', 'e'.repeat(50_000), '1 row_too_long null'],
  ])('is refused with %s', async (_, file, fault) => {
    expect(await faultsOf(file)).toEqual([fault]);
  });

  test.each([
    ['UTF-16 little endian', Buffer.from('\uFEFFنام\tایمیل\nیک\tyek@example.test\n', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\uFEFFنام\tایمیل\nیک\tyek@example.test\n', 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\uFEFFنام\tایمیل\nیک\tyek@example.test\n')],
    ['UTF-8 without one', Buffer.from('نام\tایمیل\nیک\tyek@example.test\n')],
  ])('is read in %s', async (_, file) => {
    expect(await faultsOf(file)).toEqual(['accepted']);
    expect(await stored()).toMatchObject([{ name: 'یک', email: 'yek@example.test' }]);
  });

  test('is read when its characters are cut between two pieces', async () => {
    const file = Buffer.from('ایمیل,نام\nyek@example.test,خبرنگار\n');
    expect(await faultsOf(...Array.from(file, (byte) => Uint8Array.of(byte)))).toEqual(['accepted']);
    expect(await stored()).toMatchObject([{ name: 'خبرنگار' }]);
  });

  test.each([
    [
      'Windows-1256',
      Buffer.concat([Buffer.from('email,name\na@example.test,'), Buffer.from([0xda, 0xe1, 0xed, 0x0a])]),
      '2 encoding_single_byte null',
    ],
    [
      'latin-1',
      Buffer.from('email,name\na@example.test,x\nb@example.test,J\xfcrgen\n', 'latin1'),
      '3 encoding_single_byte null',
    ],
    ['UTF-16 without a mark', Buffer.from('email\na@example.test\n', 'utf16le'), 'null encoding null'],
    ['Excel’s own form', Buffer.from('PK\x03\x04 and so on'), 'null not_csv null'],
  ])('is refused by name in %s', async (_, file, fault) => {
    expect(await faultsOf(file)).toEqual([fault]);
  });

  test('shows at most a hundred faults', async () => {
    expect(await faultsOf('email\n', 'nobody\n'.repeat(5000))).toHaveLength(100);
  });

  test('is refused when it is too large, and leaves nothing on the disk', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('eblagh-upload-')).length;
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    const most = contactFileLimits.bytes / megabyte.length + 1;
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield megabyte;
      }
    }
    const ruling = await importContacts(db, cliActor, { list: journalists, input: endless(), dryRun: true });
    expect(ruling).toEqual({
      ok: false,
      refusals: [{ code: 'csv', problem: 'too_large', line: null, column: null }],
    });
    expect(sent).toBeLessThanOrEqual(most);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('eblagh-upload-'))).toHaveLength(before);
  });

  test('of forty thousand people comes in without being held in memory', async () => {
    const people = 40_000;
    async function* many() {
      yield Buffer.from('email,name,organisation\n');
      for (let at = 0; at < people; at += 1000)
        yield Buffer.from(
          Array.from(
            { length: 1000 },
            (_, i) => `citizen${at + i}@example.test,شهروند ${at + i},محلهٔ نمونه\n`,
          ).join(''),
        );
    }
    const list = (await newList('citizens')).id;
    const before = process.memoryUsage().rss;
    const ruling = await importContacts(db, cliActor, { list, input: many(), dryRun: false });
    expect(ruling).toMatchObject({ ok: true, value: { rows: people, created: people, addedToList: people } });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    const [row] = await db
      .select({ n: sql<number>`count(*)::int` })
      .from(contactListMembers)
      .where(eq(contactListMembers.listId, list));
    expect(row?.n).toBe(people);
  });

  test('for a list that is not there is refused', async () => {
    expect(await importFile(['email\na@example.test\n'], { list: 'nowhere' })).toEqual({
      ok: false,
      refusals: [{ code: 'not_found' }],
    });
  });

  test('twice at once ends with each contact once', async () => {
    const file = `email\n${Array.from({ length: 500 }, (_, i) => `p${i}@example.test\n`).join('')}`;
    const reversed = `email\n${Array.from({ length: 500 }, (_, i) => `P${499 - i}@example.test\n`).join('')}`;
    const both = await Promise.all([importFile([file]), importFile([reversed]), importFile([file])]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await listContacts(db, { list: journalists, limit: 1000 })).contacts).toHaveLength(500);
  });
});

describe('an export', () => {
  test('has no cell that a spreadsheet runs, and comes back the same', async () => {
    await inTransaction(db, async (tx) => {
      for (const [at, name] of [
        '=HYPERLINK("http://x")',
        '+1',
        '-2+3',
        '@SUM(A1)',
        "'quoted",
        'a,b;"c"',
      ].entries())
        mustGrant(
          await addContact(tx, cliActor, journalists, {
            email: `+tag${at}@example.test`,
            name,
            organisation: '=1+1',
            language: 'en',
          }),
        );
    });
    const before = await stored();
    const csv = await exported();
    expect(csv.startsWith('\uFEFFرایانامه,نام,سازمان,زبان\r\n')).toBe(true);
    for (const cell of csv.slice(1).split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
    await db.delete(contacts);
    expect(await faultsOf(csv)).toEqual(['accepted']);
    const plain = (records: typeof before) =>
      records.map(({ email, name, organisation, language }) => ({ email, name, organisation, language }));
    expect(plain(await stored())).toEqual(plain(before));
  });

  test('escapes whatever a cell begins with', () => {
    assert(property(string({ unit: 'binary' }), (text) => !/^"?[=+\-@\t\r]/.test(exportCell(text))));
  });

  test('goes through many pages', async () => {
    const list = (await newList('many')).id;
    const rows = Array.from({ length: 2500 }, (_, i) => `c${String(i).padStart(4, '0')}@example.test`);
    mustGrant(await importFile([`email\n${rows.join('\n')}`], { list }));
    const lines = (await exported(list)).trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(rows);
  });
});
