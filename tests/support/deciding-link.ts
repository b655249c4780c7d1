import type { TemporalLink } from '../../api/temporal.js';
import { releaseActivities } from '../../activities/release.js';
import type { Deps } from '../../activities/deps.js';
import { waitingMessages } from '../../database/acts.js';
import { loadState, lockAnnouncement } from '../../database/announcements.js';
import { inTransaction, type Db } from '../../database/connection.js';
import { record } from '../../database/record.js';
import { decidePrompt } from '../../domain/announcement/clocks.js';
import { events } from '../../domain/announcement/decide.js';
import { withHeader } from '../../domain/announcement/headers.js';

/**
 * Decides recorded acts at once, by the same rules and the same writing as the workflow, without a Temporal server:
 * for tests of what surrounds it. `away` leaves acts recorded, as when the service is gone; `settle` is its return.
 */
export interface DecidingLink extends TemporalLink {
  away: boolean;
  settle(announcement: string): Promise<void>;
}

export function decidingLink(db: Db, deps: Pick<Deps, 'secretKey' | 'baseUrl' | 'mailFrom'>): DecidingLink {
  const activities = releaseActivities({ ...deps, db } as Deps);
  const settle = async (announcement: string) => {
    for (const { act } of await waitingMessages(db, announcement)) {
      await inTransaction(db, async (tx) => {
        const { state } = (await lockAnnouncement(tx, announcement))!;
        const ruling = events(state, act);
        const entry = ruling.ok
          ? { act: act.id, events: ruling.value }
          : { act: act.id, events: [], void: ruling.refusals };
        await record(tx, { announcement, sequence: state.sequence + 1, entries: [entry] }, deps.secretKey);
      });
    }
    const state = await loadState(db, announcement);
    if (state?.status === 'signed_off') await activities.release({ announcement, sequence: state.sequence });
  };
  const link: DecidingLink = {
    away: false,
    settle,
    async send({ announcement }) {
      if (link.away) return { outcome: 'later', why: 'away' };
      await settle(announcement);
      const state = await loadState(db, announcement);
      return { outcome: 'applied', sequence: state?.sequence ?? 0 };
    },
    reachable: async () => !link.away,
    close: async () => undefined,
  };
  return link;
}

/** Lets the clocks of an announcement do what is due at `now`, as the workflow would on waking. */
export async function wake(db: Db, announcement: string, now: string, secretKey: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { state } = (await lockAnnouncement(tx, announcement))!;
    const due = withHeader({ at: now, by: null, act: null }, decidePrompt(state, now));
    if (due.length > 0)
      await record(
        tx,
        { announcement, sequence: state.sequence + 1, entries: [{ act: null, events: due }] },
        secretKey,
      );
  });
}
