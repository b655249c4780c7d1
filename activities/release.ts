import { failpoint } from '../config/failpoint.js';
import { waitingMessages } from '../database/acts.js';
import { loadState, lockAnnouncement, storedEvents } from '../database/announcements.js';
import { countAudience } from '../database/audience.js';
import { inTransaction, type Tx } from '../database/connection.js';
import { publish } from '../database/publish.js';
import * as rows from '../database/release.js';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { withHeader } from '../domain/announcement/headers.js';
import { decideRelease, releaseDue, type ReleaseFacts } from '../domain/announcement/release-decision.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Instant } from '../domain/instant.js';
import { jalaliYear } from '../i18n/format.js';
import type { Deps } from './deps.js';
import { personalFor } from './personal.js';
import { fillVersion, type Filled } from './release-bytes.js';

export type ReleaseAnswer =
  /** Stored after the sequence it was asked with: the release, a hold, a lost race, or what a run has missed. */
  | { readonly outcome: 'recorded'; readonly events: readonly AnnouncementEvent[] }
  /** Recorded before and not settled: the run settles them and asks again. A recorded hold is never overtaken. */
  | { readonly outcome: 'acts_first'; readonly acts: readonly ActMessage[] }
  | { readonly outcome: 'not_yet' };

export const releaseActivities = (deps: Deps) => ({
  /** Makes a signed text public, or says why not, in one transaction; asked again it gives what it did. */
  async release({
    announcement,
    sequence,
  }: {
    announcement: string;
    sequence: number;
  }): Promise<ReleaseAnswer> {
    const answer = await inTransaction(deps.db, async (tx) => {
      const released = await releaseIn(tx, deps, announcement, sequence);
      await failpoint('release-before-commit');
      return released;
    });
    await failpoint('release-after-commit');
    return answer;
  },
});

async function releaseIn(tx: Tx, deps: Deps, announcement: string, sequence: number): Promise<ReleaseAnswer> {
  const unlocked = await loadState(tx, announcement);
  await rows.lockForRelease(tx, announcement, unlocked?.replaces ?? []);
  const seen = await lockAnnouncement(tx, announcement);
  if (!seen) throw new Error(`announcement ${announcement} is not there`);
  const { state, now } = seen;
  if (state.sequence > sequence) {
    const stored = await storedEvents(tx, announcement, sequence + 1);
    return { outcome: 'recorded', events: stored.map(({ event }) => event) };
  }
  const acts = await waitingMessages(tx, announcement);
  if (acts.length > 0) return { outcome: 'acts_first', acts };
  const due = releaseDue(state);
  if (due === null || (due !== 'now' && due > now)) return { outcome: 'not_yet' };
  const version = await rows.storedVersion(tx, announcement, state.version!.number);
  const { facts, filled } = await factsOf(tx, deps, state, version, now);
  const events = withHeader({ at: now, by: null, act: null }, decideRelease(state, facts));
  const [first] = events;
  if (first?.type === 'released' && filled) await rows.commitRelease(tx, state, first, filled);
  await publish(tx, state, events, deps.secretKey);
  return events.length > 0 ? { outcome: 'recorded', events } : { outcome: 'not_yet' };
}

async function factsOf(
  tx: Tx,
  deps: Deps,
  state: AnnouncementState,
  version: rows.StoredVersion,
  now: Instant,
): Promise<{ facts: ReleaseFacts; filled: Filled | null }> {
  const { id, replaces } = state;
  const count = () => countAudience(tx, version.content.audience);
  const audienceNow = await rows.audienceNow(tx, id, version, personalFor(deps), count);
  const replacedTargets = await rows.replacedTargets(tx, id, replaces);
  const series = seriesOf(state, now);
  const number = await rows.nextNumber(tx, series);
  const filled = await fillVersion(tx, deps, state, version, { number, series, now });
  return {
    filled,
    facts: {
      now,
      audienceNow,
      audienceAtSubmission: version.manifest.audience.count,
      hashesMatch: filled !== null,
      contradictions: [],
      replacedTargets,
      number,
      series,
      channels: rows.sendingChannels(version.content),
    },
  };
}

/** An incident counts its own texts, drills theirs, the office everything else; the last two begin anew each Jalali year. */
function seriesOf({ incident, drill }: AnnouncementState, now: Instant): string {
  if (incident !== null) return `incident/${incident}`;
  return `${drill ? 'drill' : 'office'}/${jalaliYear(now)}`;
}
