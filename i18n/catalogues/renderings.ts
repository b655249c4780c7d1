import type { AnnouncementKind } from '../../domain/announcement/kinds.js';
import type { Language } from '../../domain/language.js';

/** The words a template adds around an author's text. Changing one changes what later versions say, never a frozen one. */
export interface RenderingWords {
  /** Stands in every heading, title and subject of a drill (look.md rule 1). */
  readonly drill: string;
  readonly drillNote: string;
  /** The kind, as it stands before the number. */
  readonly numbered: Readonly<Record<AnnouncementKind, string>>;
  readonly withdrawn: { readonly before: string; readonly after: string };
  readonly replaces: { readonly before: string; readonly after: string };
  readonly action: string;
  readonly validUntil: { readonly before: string; readonly after: string };
  readonly page: string;
  readonly verify: string;
  readonly sentTo: { readonly before: string; readonly after: string };
  readonly unsubscribe: string;
  readonly attachments: string;
  readonly colon: string;
  readonly releasedAt: string;
}

export const renderingWords: Readonly<Record<Language, RenderingWords>> = {
  fa: {
    drill: 'مانور – تمرین',
    drillNote: 'این متن فقط برای تمرین است و به هیچ اقدامی نیاز ندارد.',
    numbered: {
      holding: 'بیانیهٔ اولیهٔ شمارهٔ',
      announcement: 'اطلاعیهٔ شمارهٔ',
      denial: 'تکذیبیهٔ شمارهٔ',
      correction: 'اصلاحیهٔ شمارهٔ',
      withdrawal: 'اعلام ابطال شمارهٔ',
      all_clear: 'اعلام رفع خطر شمارهٔ',
      news: 'خبر شمارهٔ',
    },
    withdrawn: { before: 'متن شمارهٔ ', after: ' باطل شد و دیگر اعتبار ندارد.' },
    replaces: { before: 'این متن جای شمارهٔ ', after: ' را می‌گیرد.' },
    action: 'چه باید کرد',
    validUntil: { before: 'این متن تا ', after: ' اعتبار دارد.' },
    page: 'متن در اتاق خبر:',
    verify: 'برای اطمینان از درستی این متن:',
    sentTo: { before: 'این نامه برای ', after: ' فرستاده شده است.' },
    unsubscribe: 'لغو دریافت این نامه‌ها:',
    attachments: 'پیوست‌ها',
    colon: ': ',
    releasedAt: 'زمان انتشار:',
  },
  en: {
    drill: 'DRILL – EXERCISE',
    drillNote: 'This text is an exercise only. No action is needed.',
    numbered: {
      holding: 'Holding statement no.',
      announcement: 'Announcement no.',
      denial: 'Denial no.',
      correction: 'Correction no.',
      withdrawal: 'Withdrawal no.',
      all_clear: 'All-clear no.',
      news: 'News no.',
    },
    withdrawn: { before: 'The text numbered ', after: ' has been withdrawn and is no longer valid.' },
    replaces: { before: 'This text replaces no. ', after: '.' },
    action: 'What to do',
    validUntil: { before: 'This text is valid until ', after: '.' },
    page: 'Read it in the newsroom:',
    verify: 'To check that this text is genuine:',
    sentTo: { before: 'This mail was sent to ', after: '.' },
    unsubscribe: 'To stop receiving these mails:',
    attachments: 'Attachments',
    colon: ': ',
    releasedAt: 'Released:',
  },
};
