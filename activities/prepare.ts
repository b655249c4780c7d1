import { failpoint } from '../config/failpoint.js';
import { loadState } from '../database/announcements.js';
import { inTransaction } from '../database/connection.js';
import { planAudience, planFanOut } from '../database/recipients.js';
import { sendingChannels, storedVersion } from '../database/release.js';
import { beating } from './beating.js';
import type { Deps } from './deps.js';
import { personalFor } from './personal.js';

export const prepareActivities = (deps: Deps) => ({
  /** Makes the recipients' rows of an agreed text, so that signing it can release at once. */
  async prepare({ announcement, version }: { announcement: string; version: number }): Promise<void> {
    const { db } = deps;
    const state = await loadState(db, announcement);
    const waits = state?.status === 'awaiting_sign_off' || state?.status === 'signed_off';
    if (!waits || state.version?.number !== version) return;
    const { content } = await inTransaction(db, (tx) => storedVersion(tx, announcement, version));
    for (const channel of sendingChannels(content)) {
      const fan = { announcement, channel };
      await inTransaction(db, (tx) => planFanOut(tx, fan));
      await beating(() => planAudience(db, fan, content.audience, personalFor(deps)));
    }
    await failpoint('prepare');
  },
});
