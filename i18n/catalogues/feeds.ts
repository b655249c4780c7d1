import type { Like } from './shape.js';

/** What feeds call themselves in a reader's list. */
export const fa = {
  atom: { title: 'اطلاعیه‌های {{office}}', description: 'هر اطلاعیهٔ تازهٔ {{office}}، همان‌گونه که امضا شده است.' },
  rss: { title: 'اطلاعیه‌های {{office}}', description: 'هر اطلاعیهٔ تازهٔ {{office}}، همان‌گونه که امضا شده است.' },
  cap: { title: 'هشدارهای {{office}}', description: 'هشدارهای {{office}} به قالب CAP برای سامانه‌های هشدار.' },
} as const; // prettier-ignore

export const en: Like<typeof fa> = {
  atom: { title: 'Announcements of the {{office}}', description: 'Every new announcement of the {{office}}, exactly as it was signed.' },
  rss: { title: 'Announcements of the {{office}}', description: 'Every new announcement of the {{office}}, exactly as it was signed.' },
  cap: { title: 'Alerts of the {{office}}', description: 'Alerts of the {{office}} in CAP, for alerting systems.' },
}; // prettier-ignore
