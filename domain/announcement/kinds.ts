/** Kinds of announcement (design §2). */
export const announcementKinds = [
  'holding', 'announcement', 'denial', 'correction', 'withdrawal', 'all_clear', 'news',
] as const; // prettier-ignore
export type AnnouncementKind = (typeof announcementKinds)[number];

/** With the kind, severity chooses the policy. */
export const severities = ['life_safety', 'crisis', 'routine'] as const;
export type Severity = (typeof severities)[number];

/** States of design §3. `superseded`, `withdrawn` and `expired` follow `released`; `refused` and `abandoned` end a life before it. */
export const statuses = [
  'draft', 'in_review', 'awaiting_sign_off', 'signed_off', 'released',
  'superseded', 'withdrawn', 'expired', 'refused', 'abandoned',
] as const; // prettier-ignore
export type Status = (typeof statuses)[number];
