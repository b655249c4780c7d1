import { loadState } from '../database/announcements.js';
import { roster } from '../database/people.js';
import { officeAgency, type Person } from '../domain/people/person.js';
import type { SeatName } from '../domain/policy/policy.js';
import { beating } from './beating.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { sendStaffMail } from './staff-mail.js';

export const tellActivities = (deps: Deps) => ({
  /** Tells those of the office who can do something about a silent seat, and whoever brought the text. */
  async tellOffice(silent: { announcement: string; version: number; seat: SeatName | null }): Promise<void> {
    const { announcement, version, seat } = silent;
    const state = await loadState(deps.db, announcement);
    if (state?.version?.number !== version) return;
    const { waivable_by } = state.version.policy.review;
    const canHelp = ({ agency, roles, posts }: Person) =>
      agency === officeAgency &&
      (roles.includes('duty_officer') || posts.some((post) => waivable_by.includes(post)));
    const people = (await roster(deps.db)).filter(canHelp).map(({ id }) => id);
    const told = [...new Set([...people, state.version.submittedBy])];
    const tell = (to: string) =>
      sendStaffMail(deps, { kind: 'office_told', announcement, version, seat, to });
    await beating(() => eachOnItsOwn(told, tell));
  },
});
