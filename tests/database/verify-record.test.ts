import { beforeAll, describe, expect, test } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { inTransaction } from '../../database/connection.js';
import { verifyRecord, type RecordFaultName } from '../../database/verify-record.js';
import { seedTrial } from '../../start/seed.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
beforeAll(async () => {
  await seedTrial(db, { mailFrom: 'eblagh@example.test', secretKey: 'k'.repeat(43) });
});

class Undo extends Error {}

/** What the check finds after somebody with the database in their hands has done this; undone afterwards. */
async function foundAfter(...tampering: SQL[]): Promise<Set<RecordFaultName>> {
  let found = new Set<RecordFaultName>();
  const undone = inTransaction(db, async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of tampering) await tx.execute(statement);
    found = new Set((await verifyRecord(tx)).faults.map(({ fault }) => fault));
    throw new Undo();
  });
  await expect(undone).rejects.toThrow(Undo);
  return found;
}

describe('the record', () => {
  test('of a seeded office holds together', async () => {
    const { announcements, events, faults } = await verifyRecord(db);
    expect(faults).toEqual([]);
    expect(announcements).toBe(11);
    expect(events).toBeGreaterThan(30);
  });

  test.each<[string, RecordFaultName, SQL[]]>([
    ['an event taken away', 'sequence_gap', [sql`delete from announcement_events where sequence = 2`]],
    ['the last events of every life taken away', 'row_differs', [sql`delete from announcement_events e where sequence > 1 and sequence = (select max(sequence) from announcement_events where announcement_id = e.announcement_id)`]],
    ['another person put into an event', 'event_altered', [sql`update announcement_events set event = jsonb_set(event, '{by}', '"somebody"') where type = 'signed'`]],
    ['an audit line taken away', 'event_unaudited', [sql`delete from audit where action = 'signed'`]],
    ['a status set by hand', 'row_differs', [sql`update announcements set status = 'awaiting_sign_off' where status = 'in_review'`]],
    ['an act taken away', 'act_missing', [sql`delete from acts where type = 'sign_off'`]],
    ['an act made void by hand', 'act_not_applied', [sql`update acts set status = 'void', void_because = '[]' where type = 'review'`]],
    ['an act that nothing followed from', 'act_without_event', [sql`insert into acts (id, announcement_id, type, act, status, settled_at) select gen_random_uuid(), announcement_id, 'review', act, 'applied', now() from acts where type = 'review' limit 1`]],
    ['a decision turned round', 'decision_differs', [sql`update decisions set decision = 'approve' where decision = 'request_changes'`]],
    ['a decision given to another person', 'decision_differs', [sql`update decisions set person_id = (select id from people where email = 'auditor@example.test') where id = (select id from decisions limit 1)`]],
    ['a manifest rewritten', 'manifest_altered', [sql`update versions set manifest = replace(manifest, 'crisis', 'routine')`]],
    ['a letter of an agreed text changed', 'rendering_altered', [sql`update renderings set parts = replace(parts::text, 'سیمین', 'زرین')::jsonb where channel = 'newsroom'`]],
    ['a text and its hash changed together', 'rendering_altered', [sql`update renderings set parts = '[]', sha256 = encode(sha256(convert_to('{"channel":"newsroom","language":"fa","parts":[]}', 'UTF8')), 'hex') where channel = 'newsroom' and language = 'fa'`]],
  ])('shows %s', async (_, fault, tampering) => {
    expect([...(await foundAfter(...tampering))]).toContain(fault);
  }); // prettier-ignore
});
