import type { Action } from '../../domain/announcement/allowed-actions.js';
import type { DeliveryState, FanOutState } from '../../domain/announcement/delivery.js';
import type { ReturnCause } from '../../domain/announcement/events.js';
import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { HoldReason, ReviewDecision, SignOffDecision } from '../../domain/announcement/state.js';
import type { Channel } from '../../domain/content/content.js';
import type { Language } from '../../domain/language.js';
import type { Assurance } from '../../domain/policy/policy.js';
import type { LinkEnd, OfficeAction } from '../../domain/refusal.js';
import type { Like } from './shape.js';

/** Every word of a closed list of the domain, and no other. */
interface Lists {
  readonly language: Record<Language, string>;
  readonly kind: Record<AnnouncementKind, string>;
  readonly severity: Record<Severity, string>;
  readonly status: Record<Status, string>;
  readonly channel: Record<Channel, string>;
  readonly decision: Record<ReviewDecision | SignOffDecision | 'override', string>;
  readonly assurance: Record<Assurance, string>;
  readonly hold: Record<HoldReason, string>;
  readonly linkEnd: Record<LinkEnd, string>;
  readonly returnCause: Record<ReturnCause, string>;
  readonly delivery: Record<DeliveryState, string>;
  readonly fanOut: Record<FanOutState, string>;
  readonly action: Record<Action | OfficeAction, string>;
}

/** The product's own words (design §2, §3): what states, kinds, channels and decisions are called everywhere. */
export const fa = {
  language: { fa: 'فارسی', en: 'انگلیسی' },
  kind: {
    holding: 'بیانیهٔ اولیه',
    announcement: 'اطلاعیه',
    denial: 'تکذیبیه',
    correction: 'اصلاحیه',
    withdrawal: 'ابطال',
    all_clear: 'رفع خطر',
    news: 'خبر',
  },
  severity: { life_safety: 'ایمنی جان', crisis: 'بحران', routine: 'عادی' },
  status: {
    draft: 'پیش‌نویس',
    in_review: 'در بررسی دستگاه‌ها',
    awaiting_sign_off: 'در انتظار امضای نهایی',
    signed_off: 'امضاشده، در انتظار انتشار',
    released: 'منتشرشده',
    superseded: 'جایگزین‌شده',
    withdrawn: 'باطل‌شده',
    expired: 'اعتبار تمام شده',
    refused: 'ردشده در امضای نهایی',
    abandoned: 'کنار گذاشته‌شده',
  },
  channel: {
    newsroom: 'اتاق خبر',
    atom: 'خوراک اتم',
    rss: 'خوراک آراس‌اس',
    cap: 'هشدار CAP',
    email: 'رایانامه',
  },
  decision: {
    approve: 'تأیید',
    request_changes: 'درخواست اصلاح',
    reject: 'رد',
    sign: 'امضای نهایی',
    return: 'بازگرداندن',
    refuse: 'رد',
    override: 'انتشار بدون تکمیل بررسی',
  },
  assurance: {
    code: 'کد رایانامه',
    session: 'ورود به سامانه',
    passkey: 'کلید عبور',
    token: 'نشانهٔ برنامه',
    witnessed: 'تلفنی، با گواه',
  },
  hold: {
    person: 'به خواست دفتر',
    veto_objection: 'اعتراض دستگاه دارای حق وتو',
    audience_growth: 'گیرندگان بیش از حد مجاز افزوده شده‌اند',
    late: 'زمان‌بندی از دست رفته است',
    expired: 'اعتبار متن پیش از انتشار تمام شد',
    bytes_differ: 'متن ذخیره‌شده با متن امضاشده یکی نیست',
    unresolved_contradiction: 'متن با یک متن معتبر دیگر تناقض دارد',
    crisis: 'توقف همگانی در بحران',
  },
  linkEnd: {
    used: 'با این پیوند تصمیم گرفته شده است',
    revoked_by_new_version: 'نسخهٔ تازه‌ای از متن فرستاده شده است',
    taken_back: 'نویسنده متن را پس گرفته است',
    closed: 'بررسی این نسخه به پایان رسیده است',
    seat_filled: 'همکار دیگری از دستگاه شما تصمیم گرفته است',
    person_left: 'دسترسی شما پایان یافته است',
  },
  returnCause: {
    changes_requested: 'دستگاه درخواست اصلاح کرد',
    rejected: 'دستگاه متن را رد کرد',
    quorum_unmeetable: 'با پاسخ‌های منفی، حد نصاب دیگر به دست نمی‌آید',
    signer_returned: 'صاحب امضا متن را بازگرداند',
    taken_back: 'متن پس گرفته شد',
    lost_race: 'متن دیگری زودتر جای متن هدف را گرفت',
    dropped_from_hold: 'متن متوقف‌شده کنار گذاشته شد',
  },
  delivery: {
    planned: 'آماده',
    queued: 'در صف',
    leased: 'در دست ارسال',
    sending: 'در حال ارسال',
    accepted: 'پذیرفته‌شده',
    refused: 'ردشده',
    deferred: 'به تأخیر افتاده',
    in_doubt: 'نامعلوم',
    held: 'نگه‌داشته‌شده',
    cancelled: 'لغوشده',
    expired: 'از مهلت گذشته',
  },
  fanOut: {
    planned: 'آمادهٔ ارسال',
    running: 'در حال ارسال',
    stopped: 'ارسال ایستاده است',
    cancelled: 'ارسال لغو شد',
    complete: 'ارسال تمام شد',
  },
  action: {
    edit: 'ویرایش',
    submit: 'فرستادن برای بررسی',
    review: 'بررسی',
    object: 'اعتراض',
    retract: 'پس گرفتن تصمیم',
    waive: 'چشم‌پوشی از نظر',
    sign_off: 'امضای نهایی',
    override: 'انتشار بدون تکمیل بررسی',
    go: 'اجازهٔ انتشار',
    take_back: 'پس گرفتن متن',
    abandon: 'کنار گذاشتن متن',
    hold: 'نگه داشتن',
    free: 'آزاد کردن',
    release: 'انتشار',
    stop: 'ایست ارسال',
    continue: 'ادامهٔ ارسال',
    fan_out_report: 'گزارش ارسال',
    withdraw: 'ابطال',
    replaced: 'ثبت جایگزینی',
    expire: 'ثبت پایان اعتبار',
    read: 'دیدن',
    manage_people: 'ادارهٔ افراد',
    manage_agencies: 'ادارهٔ دستگاه‌ها',
    manage_policies: 'ادارهٔ سیاست‌های تأیید',
    manage_contacts: 'ادارهٔ مخاطبان',
    manage_channels: 'ادارهٔ کانال‌ها',
    manage_tokens: 'ادارهٔ نشانه‌های برنامه',
    read_audit: 'دیدن دفتر ثبت',
    open_incident: 'گشودن رویداد',
    start_announcement: 'نوشتن متن تازه',
  },
} as const satisfies Lists;

export const en: Like<typeof fa> = {
  language: { fa: 'Persian', en: 'English' },
  kind: {
    holding: 'Holding statement',
    announcement: 'Announcement',
    denial: 'Denial',
    correction: 'Correction',
    withdrawal: 'Withdrawal',
    all_clear: 'All-clear',
    news: 'News',
  },
  severity: { life_safety: 'Life safety', crisis: 'Crisis', routine: 'Routine' },
  status: {
    draft: 'Draft',
    in_review: 'In agency review',
    awaiting_sign_off: 'Awaiting sign-off',
    signed_off: 'Signed, awaiting release',
    released: 'Released',
    superseded: 'Superseded',
    withdrawn: 'Withdrawn',
    expired: 'No longer valid',
    refused: 'Refused at sign-off',
    abandoned: 'Abandoned',
  },
  channel: { newsroom: 'Newsroom', atom: 'Atom feed', rss: 'RSS feed', cap: 'CAP alert', email: 'E-mail' },
  decision: {
    approve: 'Approve',
    request_changes: 'Request changes',
    reject: 'Reject',
    sign: 'Sign off',
    return: 'Return',
    refuse: 'Refuse',
    override: 'Release without the missing reviews',
  },
  assurance: {
    code: 'code from the mail',
    session: 'signed in',
    passkey: 'passkey',
    token: 'API token',
    witnessed: 'by telephone, witnessed',
  },
  hold: {
    person: 'at the office’s wish',
    veto_objection: 'an agency with a veto objects',
    audience_growth: 'the audience has grown by more than the policy allows',
    late: 'the planned time was missed',
    expired: 'the text stopped being valid before its release',
    bytes_differ: 'the stored text is not the text that was signed',
    unresolved_contradiction: 'the text contradicts another valid text',
    crisis: 'everything is on hold in the crisis',
  },
  linkEnd: {
    used: 'a decision was made with this link',
    revoked_by_new_version: 'a newer version of the text was submitted',
    taken_back: 'the author took the text back',
    closed: 'the review of this version is over',
    seat_filled: 'a colleague of your agency has decided',
    person_left: 'your access has ended',
  },
  returnCause: {
    changes_requested: 'an agency asked for changes',
    rejected: 'an agency rejected the text',
    quorum_unmeetable: 'after the answers against it, the quorum can no longer be met',
    signer_returned: 'the signer returned the text',
    taken_back: 'the text was taken back',
    lost_race: 'another text replaced the target first',
    dropped_from_hold: 'the held text was dropped',
  },
  delivery: {
    planned: 'ready',
    queued: 'queued',
    leased: 'picked up',
    sending: 'sending',
    accepted: 'accepted',
    refused: 'refused',
    deferred: 'delayed',
    in_doubt: 'in doubt',
    held: 'held',
    cancelled: 'cancelled',
    expired: 'given up',
  },
  fanOut: {
    planned: 'Ready to send',
    running: 'Sending',
    stopped: 'Sending is stopped',
    cancelled: 'Sending was cancelled',
    complete: 'Sending is complete',
  },
  action: {
    edit: 'editing',
    submit: 'submitting for review',
    review: 'reviewing',
    object: 'objecting',
    retract: 'retracting a decision',
    waive: 'waiving a seat',
    sign_off: 'sign-off',
    override: 'release without the missing reviews',
    go: 'giving the go',
    take_back: 'taking the text back',
    abandon: 'abandoning the text',
    hold: 'holding',
    free: 'freeing',
    release: 'release',
    stop: 'stopping the sending',
    continue: 'going on with the sending',
    fan_out_report: 'reporting on the sending',
    withdraw: 'withdrawal',
    replaced: 'recording a replacement',
    expire: 'recording the end of validity',
    read: 'reading',
    manage_people: 'managing people',
    manage_agencies: 'managing agencies',
    manage_policies: 'managing policies',
    manage_contacts: 'managing contacts',
    manage_channels: 'managing channels',
    manage_tokens: 'managing API tokens',
    read_audit: 'reading the audit record',
    open_incident: 'opening an incident',
    start_announcement: 'starting an announcement',
  },
};
