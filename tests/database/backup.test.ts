import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, isNull, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { linkToken, tokenSha256 } from '../../config/derive.js';
import { migrationsFolder } from '../../config/paths.js';
import { backup } from '../../database/backup.js';
import { connect, inTransaction, type Connection, type Db } from '../../database/connection.js';
import { migrate } from '../../database/migrate.js';
import { restore, type RestoreOptions } from '../../database/restore.js';
import { apiTokens, audit, announcements, holds, installation, invitations } from '../../database/schema.js';
import { lastingTables } from '../../database/tables.js';
import { createToken } from '../../database/tokens.js';
import { cliActor } from '../../database/audit.js';
import { verifyRecord } from '../../database/verify-record.js';
import { office } from '../../start/cast.js';
import { seedTrial } from '../../start/seed.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';

const secretKey = 'k'.repeat(43);
const { db } = await freshDatabase();
let whole: string[] = [];
/** Stays empty: every refusal leaves it so. */
let bare: Db;

const linesOf = async (source: Db) => {
  let file = '';
  await backup(source, async (lines) => void (file += lines));
  return file.trimEnd().split('\n');
};
async function* from(lines: readonly string[]) {
  yield* lines;
}
const restoreTo = (target: Db, lines: readonly string[], options: Partial<RestoreOptions> = {}) =>
  restore(target, { open: () => from(lines), by: office.governor.email, secretKey, ...options });

const others: { connection: Connection; drop: () => Promise<void> }[] = [];
const emptyOther = async (): Promise<Db> => {
  const { url, drop } = await emptyDatabase();
  await migrate(url, migrationsFolder);
  const connection = connect(url, { max: 2 });
  others.push({ connection, drop });
  return connection.db;
};

beforeAll(async () => {
  await db.insert(installation).values({ mode: 'trial' });
  await seedTrial(db, { mailFrom: 'eblagh@example.test', secretKey });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await inTransaction(db, (tx) =>
    createToken(tx, cliActor, { personId: office.officer.id, scope: 'read', until }),
  );
  whole = await linesOf(db);
  bare = await emptyOther();
});
afterAll(async () => {
  for (const { connection, drop } of others) {
    await connection.close();
    await drop();
  }
});

const counts = async (source: Db) => {
  const found: Record<string, number> = {};
  for (const { name } of await lastingTables(source)) {
    const { rows } = await source.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(name)}`,
    );
    found[name] = rows[0]?.n ?? 0;
  }
  return found;
};

/** The same lines with an end that fits them, as if they had been written so. */
const sealed = (lines: string[]) => {
  const rows = lines.slice(0, -1);
  const sha256 = createHash('sha256')
    .update(rows.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return [...rows, lines.at(-1)!.replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${sha256}"`)];
};

describe('a backup', () => {
  test('comes back into an empty database with every row, and the record still holds together', async () => {
    const target = await emptyOther();
    const before = await counts(db);
    const restored = await restoreTo(target, whole);
    expect(restored).toMatchObject({
      heldReleases: 3,
      stoppedFanOuts: 0,
      revokedTokens: 1,
      reboundLinks: 0,
      header: { mode: 'trial' },
    });
    expect(restored.rows).toEqual(before);
    const after = await counts(target);
    for (const table of [
      'people',
      'announcements',
      'renderings',
      'contacts',
      'decisions',
      'policies',
      'audit',
    ])
      expect(after[table]).toBeGreaterThanOrEqual(before[table] ?? 0);
    expect(await verifyRecord(target)).toMatchObject({ announcements: 11, faults: [] });
    const [same] = await target
      .execute<{ row: string }>(sql`select row_to_json(p)::text as row from people p order by id limit 1`)
      .then(({ rows }) => rows);
    const [original] = await db
      .execute<{ row: string }>(sql`select row_to_json(p)::text as row from people p order by id limit 1`)
      .then(({ rows }) => rows);
    expect(same).toEqual(original);
  });

  test('lets nothing go out again by itself, and says so in the audit', async () => {
    const target = await emptyOther();
    await restoreTo(target, whole);
    const signed = await target
      .select({ id: announcements.id })
      .from(announcements)
      .where(eq(announcements.status, 'signed_off'));
    const held = await target.select().from(holds);
    expect(held.map(({ announcementId }) => announcementId).toSorted()).toEqual(
      signed.map(({ id }) => id).toSorted(),
    );
    expect(held.every(({ byPerson, freedAt }) => byPerson === office.governor.id && freedAt === null)).toBe(
      true,
    );
    const tokens = await target.select().from(apiTokens);
    expect(tokens.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
    const [entry] = await target.select().from(audit).where(eq(audit.action, 'restored'));
    expect(entry?.details).toMatchObject({ heldReleases: 3, by: office.governor.id });
  });

  test('binds open links to the present key, so that the next reminder works', async () => {
    const target = await emptyOther();
    const otherKey = 'o'.repeat(43);
    const { reboundLinks } = await restoreTo(target, whole, { secretKey: otherKey });
    const open = await target.select().from(invitations).where(isNull(invitations.endedAt));
    expect(reboundLinks).toBe(open.length);
    expect(open.length).toBeGreaterThan(5);
    for (const { id, tokenSha256: kept } of open)
      expect(kept).toEqual(tokenSha256(linkToken(otherKey, id, 1)));
  });

  test('goes on counting where it stopped', async () => {
    const target = await emptyOther();
    await restoreTo(target, whole);
    const { rows } = await target.execute<{ last: number; first: number }>(
      sql`select max(position)::int as last from audit`,
    );
    await target.insert(audit).values({ actorKind: 'system', action: 'x', subjectKind: 'x', subjectId: 'x' });
    const { rows: later } = await target.execute<{ last: number }>(
      sql`select max(position)::int as last from audit`,
    );
    expect(later[0]?.last).toBe((rows[0]?.last ?? 0) + 1);
  });

  test('holds no secret of a session and no sign-in', () => {
    const file = whole.join('\n');
    expect(file).not.toContain('"table":"sessions"');
    expect(file).not.toContain('"table":"sign_in_attempts"');
  });

  test.each<[string, (lines: string[]) => string[], string]>([
    ['cut off', (lines) => lines.slice(0, -3), 'truncated'],
    ['without its last line', (lines) => lines.slice(0, -1), 'truncated'],
    ['with one row less', (lines) => lines.toSpliced(5, 1), 'checksum'],
    [
      'with one letter changed',
      (lines) =>
        lines.map((line) =>
          line.replace('"example.test"', '"example.com"').replace('خبرنگار یک', 'خبرنگار دو'),
        ),
      'checksum',
    ],
    [
      'with a table nobody knows',
      (lines) => sealed(lines.toSpliced(1, 0, '{"table":"pg_authid","row":{}}')),
      'not_a_backup',
    ],
    [
      'of another schema',
      (lines) =>
        sealed([
          lines[0]!.replace(/"schema":"[0-9a-f]{64}"/, `"schema":"${'0'.repeat(64)}"`),
          ...lines.slice(1),
        ]),
      'other_schema',
    ],
    ['that is no backup', () => ['hello'], 'not_a_backup'],
    ['that is JSON of something else', () => ['{"a":1}', '{"b":2}'], 'not_a_backup'],
    ['that is empty', () => [], 'truncated'],
  ])('that is %s is refused and leaves the database empty', async (_, change, fault) => {
    await expect(restoreTo(bare, change(whole))).rejects.toMatchObject({ fault });
    expect(Object.values(await counts(bare)).every((count) => count === 0)).toBe(true);
  });

  test('is refused for a database that is not empty or of the other mode, and in nobody’s name', async () => {
    await expect(restoreTo(db, whole)).rejects.toMatchObject({ fault: 'not_empty' });
    const live = await emptyOther();
    await live.insert(installation).values({ mode: 'live' });
    await expect(restoreTo(live, whole)).rejects.toMatchObject({ fault: 'other_mode' });
    for (const by of ['nobody@example.test', office.auditor.email])
      await expect(restoreTo(bare, whole, { by })).rejects.toMatchObject({ fault: 'person_unknown' });
  });
});
