import { describe, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';
import { linkToken, tokenSha256 } from '../../config/derive.js';
import { waitingActs } from '../../database/acts.js';
import { storedEvents } from '../../database/announcements.js';
import { inTransaction } from '../../database/connection.js';
import { record, SequenceGap, type RecordEntry, type RecordRequest } from '../../database/record.js';
import {
  acts,
  announcements,
  audit,
  decisions,
  invitations,
  outbox,
  requests,
} from '../../database/schema.js';
import { events } from '../../domain/announcement/decide.js';
import type { AnnouncementEvent } from '../../domain/announcement/events.js';
import type { Act } from '../../domain/announcement/acts.js';
import { crisisManagement, health, officer } from '../support/cast.js';
import { Play } from '../support/play.js';
import { bareStage, secretKey } from '../support/stage.js';

const stage = await bareStage();
const { db } = stage;
const write = (request: RecordRequest) => inTransaction(db, (tx) => record(tx, request, secretKey));

/** A text in review with one approval recorded and not settled; and what a run would write for it. */
async function withOneAct() {
  const play = await Play.begin(stage);
  await play.submits();
  stage.away = true;
  await play.records(health.manager, await play.reviewBody('health'));
  stage.away = false;
  const [act] = (await waitingActs(db, play.id)) as [Act];
  const state = await play.state();
  const ruling = events(state, act);
  const entry: RecordEntry = { act: act.id, events: ruling.ok ? ruling.value : [] };
  return {
    play,
    act,
    entry,
    request: { announcement: play.id, sequence: state.sequence + 1, entries: [entry] },
  };
}

const countEvents = async (id: string) => (await storedEvents(db, id)).length;

describe('writing what a run decided', () => {
  test('brings row, act, decision, request, invitations, audit and outbox up to date in one go', async () => {
    const { play, act, request } = await withOneAct();
    expect(await write(request)).toEqual({ outcome: 'recorded' });
    const [row] = await db.select().from(announcements).where(eq(announcements.id, play.id));
    expect(row).toMatchObject({ status: 'in_review', sequence: request.sequence, version: 1 });
    const [settled] = await db.select().from(acts).where(eq(acts.id, act.id));
    expect(settled).toMatchObject({ status: 'applied' });
    const [decision] = await db.select().from(decisions).where(eq(decisions.id, act.id));
    expect(decision).toMatchObject({ status: 'applied', counts: true });
    const open = await db
      .select()
      .from(requests)
      .where(and(eq(requests.announcementId, play.id), isNull(requests.closedAt)));
    expect(open.map(({ seat }) => seat).toSorted()).toEqual(['crisis-management', 'police', 'red-crescent']);
    const [used] = await db
      .select()
      .from(invitations)
      .where(and(eq(invitations.announcementId, play.id), eq(invitations.seat, 'health')));
    expect(used).toMatchObject({ endedBecause: 'used' });
    const lines = await db.select().from(audit).where(eq(audit.subjectId, play.id));
    expect(lines.map(({ action }) => action)).toContain('reviewed');
    const keys = (
      await db
        .select()
        .from(outbox)
        .where(eq(outbox.key, `receipt/${act.id}`))
    ).map(({ key }) => key);
    expect(keys).toContain(`receipt/${act.id}`);
    const [entry] = await db.select().from(outbox).where(eq(outbox.key, act.id));
    expect(entry?.doneAt).not.toBeNull();
  });

  test('keeps no secret of an invitation, and the link derived from it fits', async () => {
    const play = await Play.begin(stage);
    await play.submits();
    const [row] = await db.select().from(invitations).where(eq(invitations.announcementId, play.id));
    expect(row!.tokenSha256!.equals(tokenSha256(linkToken(secretKey, row!.id, 1)))).toBe(true);
  });

  test('the same again changes nothing', async () => {
    const { play, request } = await withOneAct();
    await write(request);
    const before = await countEvents(play.id);
    expect(await write(request)).toEqual({ outcome: 'recorded' });
    expect(await countEvents(play.id)).toBe(before);
  });

  test('something else at a place that is taken writes nothing and gives what is there', async () => {
    const { play, act, request } = await withOneAct();
    await write(request);
    const other: AnnouncementEvent = {
      type: 'objected',
      seat: 'police',
      at: act.at,
      by: officer.id,
      act: null,
    };
    const answer = await write({ ...request, entries: [{ act: null, events: [other] }] });
    expect(answer).toMatchObject({ outcome: 'diverged', events: [{ type: 'reviewed', seat: 'health' }] });
    expect((await storedEvents(db, play.id)).at(-1)?.event.type).toBe('reviewed');
  });

  test('a run that starts behind gets everything it missed', async () => {
    const { play, act, request } = await withOneAct();
    await write(request);
    const late = await write({ ...request, sequence: 2, entries: [{ act: act.id, events: [] }] });
    expect(late).toMatchObject({
      outcome: 'diverged',
      settled: [{ act: act.id, outcome: { outcome: 'applied' } }],
    });
    expect(late.outcome === 'diverged' && late.events).toHaveLength((await countEvents(play.id)) - 1);
  });

  test('an act is applied once, even under other events', async () => {
    const { request, entry } = await withOneAct();
    await write(request);
    const again = { ...request, sequence: request.sequence + 1, entries: [entry] };
    expect(await write(again)).toMatchObject({ outcome: 'diverged', events: [] });
  });

  test('an act that is not on record is void', async () => {
    const { request } = await withOneAct();
    const stranger = { act: '00000000-0000-4000-8000-00000000dead', events: [] };
    expect(await write({ ...request, entries: [stranger] })).toMatchObject({
      outcome: 'diverged',
      settled: [{ outcome: { outcome: 'void' } }],
    });
  });

  test('a gap is an error and writes nothing', async () => {
    const { play, request } = await withOneAct();
    const before = await countEvents(play.id);
    await expect(write({ ...request, sequence: request.sequence + 1 })).rejects.toThrow(SequenceGap);
    expect(await countEvents(play.id)).toBe(before);
  });

  test('twenty writers of one place: one writes, the others get what it wrote', async () => {
    const { play, request } = await withOneAct();
    const before = await countEvents(play.id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => write(request)));
    expect(answers.every(({ outcome }) => outcome === 'recorded')).toBe(true);
    expect(await countEvents(play.id)).toBe(before + request.entries[0]!.events.length);
  });
});

describe('links', () => {
  test('of the others in a seat end when it is filled, all of them when the text goes back', async () => {
    const play = await Play.begin(stage);
    await play.submits();
    await play.reviews(crisisManagement.manager, 'reject');
    const rows = await db.select().from(invitations).where(eq(invitations.announcementId, play.id));
    const because = Object.fromEntries(rows.map(({ seat, endedBecause }) => [seat, endedBecause]));
    expect(because).toEqual({
      'crisis-management': 'used',
      health: 'closed',
      police: 'closed',
      'red-crescent': 'closed',
    });
  });

  test('end at once when the text is taken back', async () => {
    const play = await Play.begin(stage);
    await play.submits();
    await play.does(officer, { type: 'take_back' });
    const rows = await db.select().from(invitations).where(eq(invitations.announcementId, play.id));
    expect(new Set(rows.map(({ endedBecause }) => endedBecause))).toEqual(new Set(['taken_back']));
  });
});
