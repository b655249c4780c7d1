import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { inTransaction } from '../../database/connection.js';
import { systemActor } from '../../database/audit.js';
import { addContact } from '../../database/contacts.js';
import {
  capMessages,
  deliveries,
  fanOuts,
  holds,
  outbox,
  releasedRenderings,
  replacements,
} from '../../database/schema.js';
import { mustGrant } from '../../database/ruling.js';
import { jalaliYear } from '../../i18n/format.js';
import { governor } from '../support/cast.js';
import { Play } from '../support/play.js';
import { bareStage } from '../support/stage.js';

const stage = await bareStage({ recipients: 20 });
const { db } = stage;
const year = jalaliYear(new Date().toISOString());

/** Signed and not yet released: nobody has settled the signature. */
async function signed(options: Parameters<typeof Play.begin>[1] = {}): Promise<Play> {
  const play = await Play.begin(stage, options);
  await play.isAgreed();
  stage.away = true;
  mustGrant(await play.records(governor, await play.signBody()));
  stage.away = false;
  return play;
}

async function released(options: Parameters<typeof Play.begin>[1] = {}): Promise<Play> {
  const play = await signed(options);
  await stage.settle(play.id);
  await play.reaches('released');
  return play;
}

let added = 100;
async function oneMoreReader(): Promise<void> {
  added += 1;
  const fields = {
    email: `reader${added}@example.test`,
    name: 'تازه',
    organisation: '',
    language: 'fa' as const,
  };
  await inTransaction(db, async (tx) => mustGrant(await addContact(tx, systemActor, stage.list, fields)));
}

describe('the release commit', () => {
  test('gives the number, the bytes, the CAP message and the recipients at once', async () => {
    const play = await released();
    const state = await play.state();
    expect(state.release).toMatchObject({ series: `office/${year}`, version: 1 });
    const bytes = await db
      .select()
      .from(releasedRenderings)
      .where(eq(releasedRenderings.announcementId, play.id));
    expect(new Set(bytes.map(({ channel }) => channel))).toEqual(
      new Set(['newsroom', 'atom', 'rss', 'cap', 'email']),
    );
    const [cap] = await db.select().from(capMessages).where(eq(capMessages.announcementId, play.id));
    expect(cap).toMatchObject({
      identifier: `urn:uuid:${play.id}`,
      sender: 'eblagh@example.test',
      messageType: 'Alert',
    });
    const [fan] = await db.select().from(fanOuts).where(eq(fanOuts.announcementId, play.id));
    expect(fan).toMatchObject({ state: 'running' });
  });

  test('asked again gives what it did and does nothing', async () => {
    const play = await signed();
    await stage.settle(play.id);
    const { release } = await play.state();
    const again = await stage.release({ announcement: play.id, sequence: (await play.state()).sequence - 1 });
    expect(again).toMatchObject({
      outcome: 'recorded',
      events: [{ type: 'released', number: release!.number }],
    });
    expect((await play.state()).release).toEqual(release);
  });

  test('numbers come without gaps or doubles, however many go out at once', async () => {
    const plays: Play[] = [];
    for (let count = 0; count < 6; count += 1) plays.push(await signed());
    await Promise.all(plays.map(({ id }) => stage.settle(id)));
    const numbers = (await Promise.all(plays.map((play) => play.state())))
      .map(({ release }) => release!.number)
      .toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  });

  test('drills count for themselves', async () => {
    const play = await released({ drill: true });
    expect((await play.state()).release).toMatchObject({ series: `drill/${year}`, number: 1 });
  });
});

describe('the audience', () => {
  test('is who is on the lists at the release: who came since is in it', async () => {
    const play = await signed();
    await oneMoreReader();
    await stage.settle(play.id);
    const rows = await db.select().from(deliveries).where(eq(deliveries.announcementId, play.id));
    expect(rows.length === 0 || rows.some(({ address }) => address === `reader${added}@example.test`)).toBe(
      true,
    );
  });

  test('that outgrew what was signed holds the text until the new count is named', async () => {
    const play = await signed();
    for (let more = 0; more < 4; more += 1) await oneMoreReader();
    await stage.settle(play.id);
    const state = await play.state();
    expect(state).toMatchObject({ status: 'signed_off', holds: [{ reason: 'audience_growth' }] });
    const [hold] = await db.select().from(holds).where(eq(holds.announcementId, play.id));
    expect(hold).toMatchObject({ reason: 'audience_growth', freedAt: null });
    const { number, manifestSha256 } = state.version!;
    await play.does(governor, { type: 'go', version: number, manifestSha256, audienceCount: 100 });
    await play.reaches('released');
  });
});

describe('what was recorded before', () => {
  test('comes first: a hold that nobody delivered yet is not overtaken', async () => {
    const play = await Play.begin(stage);
    await play.isAgreed();
    const body = await play.signBody('sign', { when: 'manual' });
    await play.does(governor, body);
    const state = await play.state();
    const { number, manifestSha256 } = state.version!;
    stage.away = true;
    mustGrant(await play.records(governor, { type: 'hold', reason: 'person' }));
    stage.away = false;
    const answer = await stage.release({ announcement: play.id, sequence: state.sequence });
    expect(answer).toMatchObject({ outcome: 'acts_first', acts: [{ act: { type: 'hold' } }] });
    await stage.settle(play.id);
    const go = { type: 'go', version: number, manifestSha256, audienceCount: 100 } as const;
    expect(await play.records(governor, go)).toMatchObject({ refusals: [{ code: 'held' }] });
    expect((await play.state()).status).toBe('signed_off');
  });
});

describe('bytes', () => {
  test('that are not the ones agreed hold the text', async () => {
    const play = await signed();
    const { pool } = stage.database;
    await pool.query('alter table renderings disable trigger all');
    await pool.query(
      `update renderings set parts = jsonb_set(parts, '{0,segments,0}', '{"literal": "چیز دیگر"}') where announcement_id = $1 and channel = 'newsroom' and block = 'text'`,
      [play.id],
    );
    await pool.query('alter table renderings enable trigger all');
    await stage.settle(play.id);
    expect(await play.state()).toMatchObject({
      status: 'signed_off',
      holds: [{ reason: 'bytes_differ' }],
      release: null,
    });
    expect(
      await db.select().from(releasedRenderings).where(eq(releasedRenderings.announcementId, play.id)),
    ).toEqual([]);
  });
});

describe('a replacement', () => {
  test('is active from its release on, cancels what the older one still sends, and tells its run', async () => {
    const first = await released();
    const second = await released({ kind: 'correction', replaces: [first.id] });
    const [row] = await db.select().from(replacements).where(eq(replacements.targetId, first.id));
    expect(row).toMatchObject({
      replacementId: second.id,
      effect: 'superseded',
      activatedAt: expect.any(String),
    });
    const [fan] = await db.select().from(fanOuts).where(eq(fanOuts.announcementId, first.id));
    expect(fan).toMatchObject({ state: 'cancelled' });
    const told = await db.select().from(outbox).where(eq(outbox.lane, first.id));
    expect(told.some(({ kind, doneAt }) => kind === 'act' && doneAt === null)).toBe(true);
    await stage.settle(first.id);
    expect(await first.state()).toMatchObject({ status: 'superseded', replacedBy: second.id });
    const [cap] = await db.select().from(capMessages).where(eq(capMessages.announcementId, second.id));
    expect(cap).toMatchObject({ messageType: 'Update' });
  });

  test('of two for one text the first wins; the other goes back to draft', async () => {
    const target = await released();
    const plays = [];
    for (const kind of ['correction', 'correction'] as const)
      plays.push(await signed({ kind, replaces: [target.id] }));
    await Promise.all(plays.map(({ id }) => stage.settle(id)));
    const states = await Promise.all(plays.map((play) => play.state()));
    expect(states.map(({ status }) => status).toSorted()).toEqual(['draft', 'released']);
    const active = await db.select().from(replacements).where(eq(replacements.targetId, target.id));
    expect(active.filter(({ activatedAt }) => activatedAt !== null)).toHaveLength(1);
  });
});
