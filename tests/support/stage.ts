import { releaseActivities } from '../../activities/release.js';
import { systemActor } from '../../database/audit.js';
import { inTransaction, type Db } from '../../database/connection.js';
import { createContactList } from '../../database/contact-lists.js';
import { addContact } from '../../database/contacts.js';
import { installPolicies } from '../../database/policies.js';
import { mustGrant } from '../../database/ruling.js';
import type { ActMessage } from '../../domain/announcement/act-message.js';
import type { Policy } from '../../domain/policy/policy.js';
import { seedOffice } from '../../start/seed.js';
import type { Sent } from '../../workflows/send-act.js';
import { crisisPolicy } from './cast.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { decidingLink } from './deciding-link.js';

export const secretKey = 'a test key that is longer than thirty-two characters';
export const baseUrl = 'http://127.0.0.1:3000';
export const mailFrom = { name: 'استانداری', address: 'eblagh@example.test' };

export interface StageOptions {
  /** Rules every crisis announcement of the test; the cast's usual one otherwise. */
  readonly policy?: Policy;
  /** The same, of several. */
  readonly policies?: readonly Policy[];
  readonly recipients?: number;
}

/** Where a play is acted: an office in a database, a list to send to, and somebody who settles acts. */
export interface Stage {
  readonly db: Db;
  /** The list every test text is sent to. */
  readonly list: string;
  send(message: ActMessage, deadlineMs: number): Promise<Sent>;
}

export interface BareStage extends Stage {
  readonly database: FreshDatabase;
  /** Acts stay recorded while this is true. */
  away: boolean;
  /** Settles what is recorded, and tries the release. */
  settle(announcement: string): Promise<void>;
  release: ReturnType<typeof releaseActivities>['release'];
}

/** A stage without Temporal: acts are settled at once by the same rules and the same writing. */
export async function bareStage(options: StageOptions = {}): Promise<BareStage> {
  const database = await freshDatabase();
  const { db } = database;
  const list = await seedStage(db, options);
  const deps = { secretKey, baseUrl, mailFrom };
  const link = decidingLink(db, deps);
  const activities = releaseActivities({ ...deps, db } as Parameters<typeof releaseActivities>[0]);
  return {
    database,
    db,
    list,
    get away() {
      return link.away;
    },
    set away(away) {
      link.away = away;
    },
    settle: (announcement) => link.settle(announcement),
    release: (asked) => activities.release(asked),
    send: (message) => link.send(message),
  };
}

/** The cast's office, one policy for everything a crisis says, and one list of readers. */
export async function seedStage(
  db: Db,
  { policy = crisisPolicy, policies = [policy], recipients = 3 }: StageOptions,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    await seedOffice(tx);
    const sources = policies.map((one) => ({ policy: one, source: '' }));
    await installPolicies(tx, systemActor, sources);
    const list = { slug: 'press', name: { fa: 'خبرنگاران', en: 'Press' }, bulletin: true };
    const { id } = mustGrant(await createContactList(tx, systemActor, list));
    for (let number = 1; number <= recipients; number += 1) {
      const name = `خوانندهٔ ${number}`;
      const email = `reader${number}@example.test`;
      mustGrant(await addContact(tx, systemActor, id, { email, name, organisation: '', language: 'fa' }));
    }
    return id;
  });
}
