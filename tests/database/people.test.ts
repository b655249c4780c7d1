import { beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { createAgency, closeAgency, changeAgency, loadAgency } from '../../database/agencies.js';
import { cliActor, systemActor } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import {
  changePerson,
  createPerson,
  listPeople,
  loadPerson,
  personByEmail,
  personLeaves,
} from '../../database/people.js';
import { apiTokens, audit, people, sessions } from '../../database/schema.js';
import { createToken, revokeToken, tokenHolder, tokensOf } from '../../database/tokens.js';
import { agencies, everybody, office, staffOf } from '../../start/cast.js';
import { seedOffice } from '../../start/seed.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
beforeAll(() => inTransaction(db, seedOffice));

const nurse = {
  email: 'Night.Nurse@Example.test',
  name: { fa: 'سرپرستار شب', en: 'Night Nurse' },
  language: 'fa',
  agency: 'health',
  duty: 'officer',
  roles: ['reviewer', 'officer', 'reviewer'],
  posts: [],
  standsInFor: ['red-crescent'],
} as const;

const auditOf = async (id: string) =>
  (await db.select().from(audit).where(eq(audit.subjectId, id)).orderBy(audit.position)).map(
    ({ action, actorKind, details }) => ({ action, actorKind, details }),
  );
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('the office', () => {
  test('has the cast of the trial, and nobody twice', async () => {
    const here = await listPeople(db);
    expect(here.map(({ id }) => id).toSorted()).toEqual(everybody.map(({ id }) => id).toSorted());
    expect(here).toHaveLength(32);
    const health = await loadPerson(db, staffOf.health.manager.id);
    expect(health).toMatchObject({ ...staffOf.health.manager, revision: 1, leftAt: null });
    expect(agencies).toHaveLength(9);
  });

  test('keeps one person an address, in any spelling of it', async () => {
    const created = await inTransaction(db, (tx) => createPerson(tx, cliActor, nurse));
    expect(created).toMatchObject({
      ok: true,
      value: {
        email: 'night.nurse@example.test',
        roles: ['officer', 'reviewer'],
        standsInFor: ['red-crescent'],
      },
    });
    const again = await inTransaction(db, (tx) =>
      createPerson(tx, cliActor, { ...nurse, email: 'NIGHT.NURSE@example.TEST' }),
    );
    expect(again).toEqual({
      ok: false,
      refusals: [{ code: 'email_taken', email: 'night.nurse@example.test' }],
    });
    expect(await personByEmail(db, 'Night.nurse@EXAMPLE.test')).toMatchObject({ name: nurse.name });
    const taken = await inTransaction(db, (tx) =>
      changePerson(tx, cliActor, office.officer.id, 1, { email: office.governor.email }),
    );
    expect(taken).toEqual({ ok: false, refusals: [{ code: 'email_taken', email: office.governor.email }] });
  });

  test('refuses what is wrong with a person, all of it at once', async () => {
    const wrong = { ...nurse, email: '"a b"@example.test', agency: 'fisheries', posts: ['The Governor'] };
    const name = { fa: 'سرپرستار\u202Eشب', en: 'Nurse\r\nBcc: all' };
    const created = await inTransaction(db, (tx) => createPerson(tx, cliActor, { ...wrong, name }));
    expect(created).toEqual({
      ok: false,
      refusals: [
        { code: 'invalid_request', field: 'email', problem: 'not_an_email' },
        { code: 'text_bidi_override', field: 'name.fa' },
        { code: 'text_control_character', field: 'name.en' },
        { code: 'invalid_request', field: 'posts', problem: 'not_a_slug' },
        { code: 'invalid_request', field: 'agency', problem: 'agency_unknown' },
      ],
    });
  });

  test('audits a change with what was before and after, and refuses a stale one', async () => {
    const { id } = staffOf.water.officer;
    const actor = { kind: 'person', id: office.administrator.id } as const;
    const changed = await inTransaction(db, (tx) =>
      changePerson(tx, actor, id, 1, { duty: 'stand_in', roles: ['reviewer'] }),
    );
    expect(changed).toMatchObject({ ok: true, value: { revision: 2, duty: 'stand_in' } });
    const stale = await inTransaction(db, (tx) => changePerson(tx, actor, id, 1, { duty: 'manager' }));
    expect(stale).toEqual({
      ok: false,
      refusals: [{ code: 'precondition_failed', current: '2', changedBy: null }],
    });
    expect(await auditOf(id)).toEqual([
      expect.objectContaining({ action: 'person_created', actorKind: 'system' }),
      {
        action: 'person_changed',
        actorKind: 'person',
        details: {
          duty: { from: 'officer', to: 'stand_in' },
          roles: { from: ['officer'], to: ['reviewer'] },
        },
      },
    ]);
  });

  test('changing nothing is no change', async () => {
    const { id, name } = staffOf.roads.officer;
    const same = await inTransaction(db, (tx) => changePerson(tx, cliActor, id, 1, { name }));
    expect(same).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await auditOf(id)).toHaveLength(1);
  });

  test('loses a person at once: sessions and tokens end in the same act', async () => {
    const { id } = staffOf.police.standIn;
    await db
      .insert(sessions)
      .values({ tokenSha256: Buffer.alloc(32, 7), personId: id, assurance: 'session', expiresAt: inDays(1) });
    const made = await inTransaction(db, (tx) =>
      createToken(tx, cliActor, { personId: id, scope: 'decide', until: inDays(30) }),
    );
    const token = made.ok ? made.value.token : '';
    expect(await tokenHolder(db, token)).toMatchObject({ scope: 'decide', person: { id } });

    const left = await inTransaction(db, (tx) => personLeaves(tx, cliActor, id, 1));

    expect(left).toMatchObject({
      ok: true,
      value: { sessions: 1, tokens: 1, invitations: 0, person: { left: true } },
    });
    expect(await tokenHolder(db, token)).toBeNull();
    const [session] = await db.select().from(sessions).where(eq(sessions.personId, id));
    expect(session?.endedAt).not.toBeNull();
    expect((await auditOf(id)).at(-1)).toEqual({
      action: 'person_left',
      actorKind: 'cli',
      details: { sessions: 1, tokens: 1, invitations: 0 },
    });
    expect(await inTransaction(db, (tx) => personLeaves(tx, cliActor, id, 2))).toEqual({
      ok: false,
      refusals: [{ code: 'person_left' }],
    });
    expect((await listPeople(db)).some((person) => person.id === id)).toBe(false);
    expect((await listPeople(db, { withLeft: true })).some((person) => person.id === id)).toBe(true);
  });

  test('rolls a leaving back whole when its audit cannot be written', async () => {
    const { id } = staffOf.roads.standIn;
    const failing = inTransaction(db, async (tx) => {
      await personLeaves(tx, cliActor, id, 1);
      throw new Error('the connection broke');
    });
    await expect(failing).rejects.toThrow('the connection broke');
    expect(await loadPerson(db, id)).toMatchObject({ left: false });
    expect(await auditOf(id)).toHaveLength(1);
  });
});

describe('API tokens', () => {
  test('are kept as hashes, expire, and can be revoked once and for all', async () => {
    const personId = office.officer.id;
    const made = await inTransaction(db, (tx) =>
      createToken(tx, cliActor, { personId, scope: 'write', until: inDays(7) }),
    );
    if (!made.ok) throw new Error('refused');
    const { token, record } = made.value;
    expect(token).toMatch(/^eblagh_[\w-]{43}$/);
    const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, record.id));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(await auditOf(record.id))).not.toContain(token);
    expect(await tokenHolder(db, `${token}x`)).toBeNull();
    await db
      .update(apiTokens)
      .set({ expiresAt: inDays(-1) })
      .where(eq(apiTokens.id, record.id));
    expect(await tokenHolder(db, token)).toBeNull();
    await db
      .update(apiTokens)
      .set({ expiresAt: inDays(1) })
      .where(eq(apiTokens.id, record.id));
    await inTransaction(db, (tx) => revokeToken(tx, cliActor, record.id));
    expect(await tokenHolder(db, token)).toBeNull();
    await inTransaction(db, (tx) => revokeToken(tx, cliActor, record.id));
    expect((await auditOf(record.id)).map(({ action }) => action)).toEqual([
      'token_created',
      'token_revoked',
    ]);
    expect(await tokensOf(db, personId)).toHaveLength(1);
  });

  test.each([[-1], [400]])('are refused with an end %i days away', async (days) => {
    const wish = { personId: office.officer.id, scope: 'read', until: inDays(days) } as const;
    expect(await inTransaction(db, (tx) => createToken(tx, cliActor, wish))).toEqual({
      ok: false,
      refusals: [{ code: 'invalid_request', field: 'until', problem: 'not_within_a_year' }],
    });
  });
});

describe('an agency', () => {
  const fisheries = {
    slug: 'fisheries',
    name: { fa: 'ادارهٔ شیلات', en: 'Fisheries' },
    contactPhone: null,
    spokesperson: null,
  };

  test('is made once, changed under its revision, and closed when nobody belongs to it', async () => {
    await inTransaction(db, (tx) => createAgency(tx, systemActor, fisheries));
    expect(await inTransaction(db, (tx) => createAgency(tx, systemActor, fisheries))).toEqual({
      ok: false,
      refusals: [{ code: 'slug_taken', slug: 'fisheries' }],
    });
    const changed = await inTransaction(db, (tx) =>
      changeAgency(tx, cliActor, 'fisheries', 1, { contactPhone: '034-100' }),
    );
    expect(changed).toMatchObject({ ok: true, value: { revision: 2, contactPhone: '034-100' } });
    const closed = await inTransaction(db, (tx) => closeAgency(tx, cliActor, 'fisheries', 2));
    expect(closed).toMatchObject({ ok: true, value: { closedAt: expect.any(String) } });
    expect((await auditOf('fisheries')).map(({ action }) => action)).toEqual([
      'agency_created',
      'agency_changed',
      'agency_closed',
    ]);
  });

  test('stays open while people belong to it', async () => {
    const closed = await inTransaction(db, (tx) => closeAgency(tx, cliActor, 'education', 1));
    expect(closed).toMatchObject({ ok: false });
    expect(closed.ok ? [] : closed.refusals).toContainEqual({
      code: 'in_use',
      by: 'education.manager@example.test',
    });
    expect(await loadAgency(db, 'education')).toMatchObject({ closedAt: null });
  });
});

test('nobody in the database has an address that is not in its folded form', async () => {
  const rows = await db.select({ email: people.email }).from(people);
  expect(rows.every(({ email }) => email === email.toLowerCase())).toBe(true);
});
