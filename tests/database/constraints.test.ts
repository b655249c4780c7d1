import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { freshDatabase } from '../support/database.js';

/** What must never happen, whatever the code forgot to ask: PostgreSQL itself refuses it. */

const { pool } = await freshDatabase();
const hash = (digit: string) => digit.repeat(64);
const officer = randomUUID();
const manager = randomUUID();
const standIn = randomUUID();
const governor = randomUUID();
let announcement = '';

const run = (sql: string, values: unknown[] = []) => pool.query(sql, values);

async function refusal(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
    return 'accepted';
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
}

async function anAct(type = 'review', status = 'recorded'): Promise<string> {
  const id = randomUUID();
  await run(
    `insert into acts (id, announcement_id, type, act, status, settled_at, void_because)
     values ($1, $2, $3, '{}', $4, case when $4 = 'recorded' then null else now() end, case when $4 = 'void' then '[]'::jsonb end)`,
    [id, announcement, type, status],
  );
  return id;
}

interface Decision {
  person: string;
  seat?: string | null;
  decision?: string;
  sha256?: string;
  note?: string | null;
  assurance?: string;
  version?: number;
}

async function decide({
  person,
  seat = 'health',
  decision = 'approve',
  sha256 = hash('a'),
  note = null,
  assurance = 'session',
  version = 1,
}: Decision): Promise<string> {
  const id = await anAct();
  await run(
    `insert into decisions (id, announcement_id, version, stage, seat, person_id, decision, manifest_sha256, note, assurance)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      announcement,
      version,
      seat === null ? 'sign_off' : 'review',
      seat,
      person,
      decision,
      sha256,
      note,
      assurance,
    ],
  );
  return id;
}

async function aVersion(number: number, sha256: string): Promise<void> {
  await run(
    `insert into versions (announcement_id, number, content, manifest, manifest_sha256, policy_id, policy_version, draft_revision, submitted_by, act_id)
     values ($1, $2, '{}', '{}', $3, 'crisis', 1, 1, $4, $5)`,
    [announcement, number, sha256, officer, await anAct('submit', 'applied')],
  );
  for (const seat of ['health', 'police']) {
    await run(`insert into requests (announcement_id, version, seat, opened_at) values ($1, $2, $3, now())`, [
      announcement,
      number,
      seat,
    ]);
  }
}

async function anAnnouncement(drill = false): Promise<string> {
  const { rows } = await run(
    `insert into announcements (kind, severity, drill, status, sequence, author, agency)
     values ('announcement', 'crisis', $1, 'in_review', 1, $2, 'health') returning id`,
    [drill, officer],
  );
  return (rows[0] as { id: string }).id;
}

const people = { officer, manager, stand_in: standIn, governor };
await run(`insert into agencies (slug, name) values ('health', '{}'), ('police', '{}')`);
for (const [name, id] of Object.entries(people)) {
  await run(`insert into people (id, email, name) values ($1, $2, '{}')`, [id, `${name}@example.test`]);
}
await run(`insert into policies (id, version, body, source, sha256) values ('crisis', 1, '{}', '', $1)`, [
  hash('f'),
]);

beforeEach(async () => {
  announcement = await anAnnouncement();
  await aVersion(1, hash('a'));
});

describe('decisions', () => {
  test('a seat has one decision that counts', async () => {
    await decide({ person: manager });
    expect(await refusal(decide({ person: standIn }))).toBe('decisions_one_a_request');
  });

  test('a person decides once on a version, whatever the seat', async () => {
    await decide({ person: manager });
    expect(await refusal(decide({ person: manager, seat: 'police' }))).toBe('decisions_one_a_person');
    expect(await refusal(decide({ person: manager, seat: null, decision: 'sign' }))).toBe(
      'decisions_one_a_person',
    );
  });

  test('a version is signed once', async () => {
    await decide({ person: governor, seat: null, decision: 'sign' });
    expect(await refusal(decide({ person: standIn, seat: null, decision: 'sign' }))).toBe(
      'decisions_one_sign_off',
    );
  });

  test('a void or retracted decision makes room for another', async () => {
    const first = await decide({ person: manager });
    await run(`update decisions set status = 'void' where id = $1`, [first]);
    const second = await decide({ person: manager });
    await run(`update decisions set retracted_at = now() where id = $1`, [second]);
    expect(await refusal(decide({ person: standIn }))).toBe('accepted');
  });

  test('an approval names the hash of its own version', async () => {
    await aVersion(2, hash('b'));
    expect(await refusal(decide({ person: manager, version: 2, sha256: hash('a') }))).toMatch(
      /manifest_sha256_fkey/,
    );
  });

  test('a no and a signature’s return need a reason', async () => {
    for (const decision of ['request_changes', 'reject']) {
      expect(await refusal(decide({ person: manager, decision, note: '  ' }))).toMatch(/^decisions_check/);
    }
    expect(await refusal(decide({ person: governor, seat: null, decision: 'return' }))).toMatch(
      /^decisions_check/,
    );
  });

  test('nobody signs by a code alone', async () => {
    const signed = decide({ person: governor, seat: null, decision: 'sign', assurance: 'code' });
    expect(await refusal(signed)).toMatch(/^decisions_check/);
  });

  test('a contributor never decides', async () => {
    await run(`insert into version_contributors values ($1, 1, $2)`, [announcement, manager]);
    expect(await refusal(decide({ person: manager }))).toBe('a contributor may not decide');
  });
});

describe('records', () => {
  const refuses = async (table: string) => {
    expect(await refusal(run(`update ${table} set announcement_id = announcement_id`))).toMatch(
      'append-only',
    );
    expect(await refusal(run(`delete from ${table}`))).toMatch('append-only');
  };

  test('a seat is asked once about a version', async () => {
    const again = run(
      `insert into requests (announcement_id, version, seat, opened_at) values ($1, 1, 'health', now())`,
      [announcement],
    );
    expect(await refusal(again)).toBe('requests_announcement_id_version_seat_key');
  });

  test('versions never change', async () => {
    await refuses('versions');
  });

  test('events and audit are append-only and keep their order', async () => {
    const event = () =>
      run(
        `insert into announcement_events (announcement_id, sequence, type, event, sha256, at) values ($1, 1, 'drafted', '{}', $2, now())`,
        [announcement, hash('e')],
      );
    await event();
    expect(await refusal(event())).toBe('announcement_events_pkey');
    await refuses('announcement_events');
    expect(await refusal(run('truncate announcement_events'))).toMatch('append-only');

    await run(
      `insert into audit (actor_kind, action, subject_kind, subject_id) values ('system', 'x', 'y', 'z')`,
    );
    expect(await refusal(run(`update audit set action = 'other'`))).toMatch('append-only');
    expect(await refusal(run('delete from audit'))).toMatch('append-only');
    expect(await refusal(run('truncate audit'))).toMatch('append-only');
  });

  test('a state is one of the states', async () => {
    const wrong = run(`update announcements set status = 'sent' where id = $1`, [announcement]);
    expect(await refusal(wrong)).toBe('announcements_status_check');
  });

  test('nothing is released without a number, and a number is given once', async () => {
    expect(
      await refusal(run(`update announcements set status = 'released' where id = $1`, [announcement])),
    ).toMatch(/^announcements_check/);
    const release = (id: string) =>
      run(
        `update announcements set status = 'released', version = 1, number = 1, number_series = 'office/1405', released_at = now() where id = $1`,
        [id],
      );
    const second = await anAnnouncement();
    await release(announcement);
    expect(await refusal(release(second))).toBe('announcements_number_series_number_key');
  });

  test('the drill flag never changes, and a drill never replaces a live text', async () => {
    expect(await refusal(run(`update announcements set drill = true where id = $1`, [announcement]))).toBe(
      'the drill flag never changes',
    );
    const drill = await anAnnouncement(true);
    const crossed = run(
      `insert into replacements (replacement_id, target_id, drill, effect) values ($1, $2, true, 'superseded')`,
      [drill, announcement],
    );
    expect(await refusal(crossed)).toMatch(/fkey/);
  });

  test('a text has one active replacement', async () => {
    const replace = async () =>
      run(
        `insert into replacements (replacement_id, target_id, drill, effect, activated_at) values ($1, $2, false, 'superseded', now())`,
        [await anAnnouncement(), announcement],
      );
    await replace();
    expect(await refusal(replace())).toBe('replacements_one_active');
  });

  test('one submission is under way at a time', async () => {
    await anAct('submit');
    expect(await refusal(anAct('submit'))).toBe('acts_one_submission');
  });
});
