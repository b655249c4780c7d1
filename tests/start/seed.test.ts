import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import { languages } from '../../domain/language.js';
import { countAudience } from '../../database/audience.js';
import { inTransaction } from '../../database/connection.js';
import { lockAnnouncement } from '../../database/announcements.js';
import { policiesInForce } from '../../database/policies.js';
import { announcements, drafts, outbox } from '../../database/schema.js';
import { contactLists } from '../../start/seed-contacts.js';
import { texts } from '../../start/seed-texts.js';
import { seedTrial } from '../../start/seed.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
const trial = { mailFrom: 'استانداری <eblagh@example.test>', secretKey: 'k'.repeat(43) };

const toldStates = () =>
  inTransaction(db, async (tx) => {
    const rows = await tx.select({ id: announcements.id }).from(announcements);
    const states: AnnouncementState[] = [];
    for (const { id } of rows) states.push((await lockAnnouncement(tx, id))!.state);
    return states;
  });

describe('the trial province', () => {
  test('is seeded once, with announcements in every state a morning can bring them to', async () => {
    expect(await seedTrial(db, trial)).toBe('seeded');
    expect(await seedTrial(db, trial)).toBe('already');
    const states = await toldStates();
    const count = (status: string) => states.filter((state) => state.status === status).length;
    expect(states).toHaveLength(Object.keys(texts).length);
    expect({
      draft: count('draft'),
      in_review: count('in_review'),
      awaiting_sign_off: count('awaiting_sign_off'),
      signed_off: count('signed_off'),
      refused: count('refused'),
      abandoned: count('abandoned'),
    }).toEqual({ draft: 2, in_review: 3, awaiting_sign_off: 1, signed_off: 3, refused: 1, abandoned: 1 });
    const plans = states.flatMap(({ version }) =>
      version?.signature.plan ? [version.signature.plan.when] : [],
    );
    expect(plans.toSorted()).toEqual(['manual', 'now', 'now']);
    expect(states.filter(({ drill }) => drill)).toHaveLength(1);
  });

  test('leaves nothing for the workflows to settle, and everything for them to start from', async () => {
    const { rows } = await db.execute<{ status: string; n: number }>(
      'select status, count(*)::int as n from acts group by 1',
    );
    expect(rows.map(({ status }) => status)).toEqual(['applied']);
    const started = await db.select().from(outbox).where(eq(outbox.kind, 'start_workflow'));
    expect(started).toHaveLength(Object.keys(texts).length);
  });

  test('accepts tokens in every policy, so that a script can play people', async () => {
    const policies = await policiesInForce(db);
    expect(policies).toHaveLength(5);
    expect(policies.every(({ policy }) => policy.sign_off.assurance.includes('token'))).toBe(true);
  });

  test('has lists of people to send to, all at addresses that cannot exist', async () => {
    const lists = Object.values(contactLists).map(({ id }) => id);
    expect(await countAudience(db, { lists })).toBe(6 + 9 + 12);
    const { rows } = await db.execute<{ email: string }>(
      'select email from contacts union select email from people',
    );
    expect(rows.filter(({ email }) => !email.endsWith('@example.test'))).toEqual([]);
  });

  test('writes Persian as an editor would', async () => {
    const contents = (await db.select({ content: drafts.content }).from(drafts)).map(
      ({ content }) => content,
    );
    for (const content of contents) {
      const persian = [content.texts.fa, content.withdrawal.fa]
        .flatMap((text) => Object.values(text))
        .join('\n');
      expect(persian).not.toMatch(/می‌باشد|گردیده|[يك]|[0-9]| [،؛.!]|\bمی [\u0600-\u06FF]/u);
      expect(languages.every((language) => content.texts[language]?.headline)).toBe(true);
    }
  });
});
