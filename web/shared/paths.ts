import type { Language } from '../../domain/language.js';

/** Every address the pages link to or post to, written once. All begin at the root of BASE_URL's path. */
export const paths = {
  newsroom: '/',
  announcement: (id: string) => `/announcements/${id}`,
  verify: (id: string) => `/verify/${id}`,
  atom: '/feed.atom',
  rss: '/feed.rss',
  capFeed: '/cap/feed.atom',
  drills: '/drill',
  drillAnnouncement: (id: string) => `/drill/announcements/${id}`,
  unsubscribe: (token: string) => `/unsubscribe/${token}`,
  decision: (token: string) => `/d/${token}`,
  newCode: (token: string) => `/d/${token}/codes`,
  signIn: '/sign-in',
  signOut: '/sign-out',
  mailbox: '/mailbox',
  desk: '/desk',
  deskAnnouncements: '/desk/announcements',
  deskNew: '/desk/announcements/new',
  deskAnnouncement: (id: string) => `/desk/announcements/${id}`,
  deskDraft: (id: string) => `/desk/announcements/${id}/draft`,
  /** Forms post nouns, as the API does. */
  deskAct: (id: string, noun: DeskNoun) => `/desk/announcements/${id}/${noun}`,
  asset: (hash: string, name: string) => `/assets/${hash}/${name}`,
} as const;

/** What a form on an announcement's staff page makes. */
export type DeskNoun =
  | 'submissions' | 'reviews' | 'objections' | 'retractions' | 'waivers' | 'sign-offs' | 'overrides' | 'releases'
  | 'take-backs' | 'abandonments' | 'holds' | 'freed-holds' | 'stops' | 'ended-stops' | 'withdrawals' | 'codes'; // prettier-ignore

/** The same page in another language. */
export function inLanguage(path: string, language: Language): string {
  const [bare = '', query = ''] = path.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  return `${bare}?${parameters.toString()}`;
}
