import type { EventType } from '../../domain/announcement/events.js';
import type { Like } from './shape.js';

/** Every kind of event has its sentence; special forms add an ending to the type. */
type Events = Readonly<Record<EventType, string | Readonly<Record<string, string>>>> &
  Readonly<Record<string, unknown>>;

/** What happened to a text, told as who did what. */
export const fa = {
  drafted: '{{person}} نوشتن این متن را آغاز کرد.',
  born_signed: '{{person}} ابطال را که از پیش امضا شده بود آغاز کرد.',
  submitted: '{{person}} نسخهٔ {{version}} را برای بررسی فرستاد.',
  reviewers_asked: {
    submitted: 'از {{people}} نظر {{seat}} خواسته شد.',
    stand_in: 'پاسخی نرسید؛ از جانشین، {{people}}، نظر {{seat}} خواسته شد.',
    reopened: 'کرسی {{seat}} دوباره باز شد و از {{people}} پرسیده شد.',
  },
  reviewed: '{{person}} از سوی {{seat}} تصمیم گرفت: {{decision}}.',
  objected: '{{person}} از سوی {{seat}} اعتراض کرد.',
  decision_ended: {
    retracted: '{{person}} تصمیم {{seat}} را پس گرفت.',
    veto_objection: 'با اعتراض {{seat}}، تصمیم پیشین آن پایان یافت.',
  },
  waived: '{{person}} از نظر {{seat}} چشم پوشید.',
  agreed: 'همهٔ نظرهای لازم رسید.',
  reopened: 'بررسی دوباره باز شد.',
  signers_asked: {
    agreed: 'از {{people}} امضای نهایی خواسته شد.',
    next_signer: 'پاسخی نرسید؛ امضای نهایی از {{people}} خواسته شد.',
  },
  reminded: 'یادآوری برای {{seat}} فرستاده شد.',
  reminded_signer: 'یادآوری برای صاحب امضا فرستاده شد.',
  office_told: 'به دفتر خبر داده شد که {{seat}} پاسخ نداده است.',
  office_told_signer: 'به دفتر خبر داده شد که متن هنوز امضا نشده است.',
  signed: {
    now: '{{person}} متن را برای انتشار بی‌درنگ امضا کرد.',
    at: '{{person}} متن را برای انتشار در {{at}} امضا کرد.',
    manual: '{{person}} متن را امضا کرد؛ انتشار به اجازهٔ جداگانه نیاز دارد.',
  },
  overridden: '{{person}} متن را بدون تکمیل بررسی برای انتشار امضا کرد.',
  sign_off_given: { return: '{{person}} متن را بازگرداند.', refuse: '{{person}} متن را رد کرد.' },
  returned: 'متن به پیش‌نویس برگشت: {{cause}}.',
  refused: 'متن در امضای نهایی رد شد.',
  abandoned: '{{person}} متن را کنار گذاشت.',
  held: '{{person}} متن را نگه داشت: {{reason}}.',
  held_by_system: 'انتشار نگه داشته شد: {{reason}}.',
  freed: '{{person}} توقف را برداشت.',
  go_given: '{{person}} اجازهٔ انتشار برای {{count}} گیرنده را داد.',
  released: 'متن با شمارهٔ {{number}} منتشر شد.',
  fan_out_stopped: 'ارسال {{channel}} ایستاد.',
  fan_out_continued: 'ارسال {{channel}} ادامه یافت.',
  fan_out_completed: 'ارسال {{channel}} تمام شد.',
  superseded: 'متن تازه‌ای جای این متن را گرفت.',
  withdrawn: 'این متن باطل شد.',
  expired: 'اعتبار متن تمام شد.',
} as const satisfies Events;

export const en: Like<typeof fa> = {
  drafted: '{{person}} started this text.',
  born_signed: '{{person}} started the withdrawal that was signed beforehand.',
  submitted: '{{person}} submitted version {{version}} for review.',
  reviewers_asked: {
    submitted: '{{people}} was asked for the decision of {{seat}}.',
    stand_in: 'No answer came; the stand-in, {{people}}, was asked for the decision of {{seat}}.',
    reopened: 'The seat of {{seat}} was opened again, and {{people}} was asked.',
  },
  reviewed: '{{person}} decided for {{seat}}: {{decision}}.',
  objected: '{{person}} objected for {{seat}}.',
  decision_ended: {
    retracted: '{{person}} retracted the decision of {{seat}}.',
    veto_objection: 'The objection of {{seat}} ended its earlier decision.',
  },
  waived: '{{person}} waived {{seat}}.',
  agreed: 'Every decision needed has arrived.',
  reopened: 'The review was opened again.',
  signers_asked: {
    agreed: '{{people}} was asked to sign off.',
    next_signer: 'No answer came; {{people}} was asked to sign off.',
  },
  reminded: '{{seat}} was reminded.',
  reminded_signer: 'The signer was reminded.',
  office_told: 'The office was told that {{seat}} has not answered.',
  office_told_signer: 'The office was told that the text is not signed yet.',
  signed: {
    now: '{{person}} signed the text for release at once.',
    at: '{{person}} signed the text for release at {{at}}.',
    manual: '{{person}} signed the text; release needs a separate go.',
  },
  overridden: '{{person}} signed the text for release without the missing reviews.',
  sign_off_given: { return: '{{person}} returned the text.', refuse: '{{person}} refused the text.' },
  returned: 'The text returned to draft: {{cause}}.',
  refused: 'The text was refused at sign-off.',
  abandoned: '{{person}} abandoned the text.',
  held: '{{person}} put the text on hold: {{reason}}.',
  held_by_system: 'The release was held: {{reason}}.',
  freed: '{{person}} lifted the hold.',
  go_given: '{{person}} gave the go for {{count}} recipients.',
  released: 'The text was released under number {{number}}.',
  fan_out_stopped: 'Sending stopped: {{channel}}.',
  fan_out_continued: 'Sending went on: {{channel}}.',
  fan_out_completed: 'Sending was completed: {{channel}}.',
  superseded: 'A new text replaced this one.',
  withdrawn: 'This text was withdrawn.',
  expired: 'The text stopped being valid.',
};
