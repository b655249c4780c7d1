import type { Like } from './shape.js';

/** Of the admin command: beginning an office, its record, its backups, its database. */
export const fa = {
  seed: {
    about: 'استان ساختگی را در پایگاه دادهٔ خالی حالت آزمایشی می‌سازد',
    seeded: 'استان آزمایشی ساخته شد.',
    already: 'این پایگاه داده خالی نیست؛ چیزی تغییر نکرد.',
  },
  bootstrap: {
    about: 'دفتر واقعی را آغاز می‌کند: دو مدیر نخست و سیاست‌ها، تنها یک بار',
    officeFa: 'نام دفتر به فارسی',
    officeEn: 'نام دفتر به انگلیسی',
    admin: 'یک مدیر: «رایانامه،نام فارسی،نام انگلیسی»؛ دقیقاً دو بار می‌آید',
    policies: 'پوشهٔ سیاست‌ها؛ اگر نیاید، سیاست‌های همراه برنامه',
    twoAdmins: '--admin باید دقیقاً دو بار بیاید، هر بار با سه بخش جداشده با ویرگول.',
    done: 'دفتر آغاز شد. {{first}} و {{second}} می‌توانند در {{url}} وارد شوند.',
    missing:
      'سیاست‌ها به این دستگاه‌ها کرسی می‌دهند که هنوز ثبت نشده‌اند: {{slugs}}. با «eblagh agencies add» ثبتشان کنید.',
  },
  audit: {
    about: 'دفتر رویدادها',
    verify: 'همهٔ رویدادها، تصمیم‌ها و متن‌ها را دوباره می‌خواند و با هم می‌سنجد',
    good: '{{announcements}} متن و {{events}} رویداد بررسی شد. همه‌چیز همان است که نوشته شده بود.',
    bad: '{{count}} مورد همان نیست که نوشته شده بود:',
    fault: 'متن {{announcement}}، {{entry}}: {{fault}}',
    faults: {
      sequence_gap: 'رویدادی در این جایگاه کم است',
      event_altered: 'رویداد با اثر انگشتش نمی‌خواند',
      event_unaudited: 'این رویداد در دفتر رویدادها نیست',
      row_differs: 'ردیف کنونی از رویدادها به دست نمی‌آید',
      act_missing: 'کار این رویداد پیدا نشد',
      act_not_applied: 'کار این رویداد به انجام نرسیده است',
      act_without_event: 'این کار انجام‌شده رویدادی ندارد',
      decision_differs: 'تصمیم با کار ثبت‌شده یکی نیست',
      manifest_altered: 'سیاههٔ نسخه با اثر انگشتش نمی‌خواند',
      rendering_altered: 'متن تأییدشده با اثر انگشتش نمی‌خواند',
      release_altered: 'متن منتشرشده با اثر انگشتش نمی‌خواند',
    },
  },
  backup: {
    about: 'همهٔ داده‌ها را در یک پرونده می‌نویسد؛ SECRET_KEY در آن نیست',
    file: 'پروندهٔ پشتیبان؛ با پایان ‎.gz‎ فشرده می‌شود',
    exists: '{{file}} از پیش هست؛ نام دیگری بدهید.',
    done: '{{rows}} ردیف در {{file}} نوشته شد. SECRET_KEY را جداگانه نگه دارید؛ پیوندهای رایانامه‌ها با آن ساخته می‌شود.',
  },
  restore: {
    about: 'پایگاه دادهٔ خالی را از پشتیبان پر می‌کند؛ هیچ ارسالی خودبه‌خود آغاز نمی‌شود',
    file: 'پروندهٔ پشتیبان',
    by: 'رایانامهٔ کسی از دفتر استانداری که پاسخ‌گوی این کار است؛ توقف‌ها به نام او ثبت می‌شود',
    done: '{{rows}} ردیف از پشتیبان {{at}} برگشت.',
    held: 'نگه داشته شد: {{releases}} انتشار و {{fanOuts}} ارسال. هر یک را پس از بررسی در صفحهٔ همان متن آزاد کنید.',
    otherKey:
      'SECRET_KEY با زمان پشتیبان یکی نیست: {{count}} پیوند که پیش‌تر فرستاده شده دیگر کار نمی‌کند؛ یادآوری بعدی پیوند تازه دارد.',
    revoked:
      '{{tokens}} توکن API باطل شد. کسانی که پس از این پشتیبان رفته‌اند دوباره در فهرست‌اند؛ فهرست اشخاص را ببینید.',
    faults: {
      not_a_backup: 'این پرونده پشتیبان ابلاغ نیست.',
      truncated: 'پرونده ناقص است.',
      checksum: 'پرونده دست‌خورده یا خراب است.',
      other_schema:
        'این پشتیبان از نسخهٔ دیگری از برنامه است. همان نسخه را نصب کنید، برگردانید و سپس ارتقا دهید.',
      other_mode: 'این پشتیبان از حالت دیگری است (آزمایشی یا واقعی).',
      not_empty: 'پایگاه داده خالی نیست. پشتیبان تنها در پایگاه دادهٔ خالی برمی‌گردد.',
      person_unknown: 'در این پشتیبان کسی از دفتر استانداری با این رایانامه نیست.',
    },
    unchanged: 'چیزی تغییر نکرد.',
  },
  config: {
    about: 'تنظیمات',
    check: 'متغیرهای محیط را بررسی می‌کند و همهٔ ایرادها را با هم می‌گوید',
    good: 'تنظیمات درست است.',
  },
  migrate: {
    about: 'پایگاه داده را به ساختار این نسخه می‌رساند',
    done: 'اجرا شد: {{names}}',
    none: 'ساختار پایگاه داده به‌روز است.',
  },
} as const;

export const en: Like<typeof fa> = {
  seed: {
    about: 'make the fictional province in an empty trial database',
    seeded: 'The trial province was made.',
    already: 'This database is not empty; nothing was changed.',
  },
  bootstrap: {
    about: 'begin a live office: its first two administrators and its policies, once',
    officeFa: 'name of the office in Persian',
    officeEn: 'name of the office in English',
    admin: 'an administrator: “email,name in Persian,name in English”; exactly twice',
    policies: 'folder of policies; without it, those that come with the program',
    twoAdmins: '--admin must be given exactly twice, each time with three parts between commas.',
    done: 'The office has begun. {{first}} and {{second}} can sign in at {{url}}.',
    missing:
      'The policies give seats to agencies that are not registered yet: {{slugs}}. Register them with “eblagh agencies add”.',
  },
  audit: {
    about: 'the record',
    verify: 'read all events, decisions and texts again and hold them against each other',
    good: 'Checked {{announcements}} announcements and {{events}} events. Everything is as it was written.',
    bad: 'Not as it was written ({{count}}):',
    fault: 'announcement {{announcement}}, {{entry}}: {{fault}}',
    faults: {
      sequence_gap: 'an event is missing at this place',
      event_altered: 'the event does not fit its hash',
      event_unaudited: 'this event is not in the audit',
      row_differs: 'the current row does not follow from the events',
      act_missing: 'the act of this event is gone',
      act_not_applied: 'the act of this event was not applied',
      act_without_event: 'this applied act has no event',
      decision_differs: 'the decision differs from the recorded act',
      manifest_altered: 'the manifest of the version does not fit its hash',
      rendering_altered: 'the agreed text does not fit its hash',
      release_altered: 'the released text does not fit its hash',
    },
  },
  backup: {
    about: 'write all data into one file; SECRET_KEY is not in it',
    file: 'backup file; a name that ends in .gz is compressed',
    exists: '{{file}} is there already; give another name.',
    done: 'Wrote {{rows}} rows to {{file}}. Keep SECRET_KEY apart: the links in mails are made from it.',
  },
  restore: {
    about: 'fill an empty database from a backup; nothing starts sending by itself',
    file: 'backup file',
    by: 'e-mail address of somebody of the Governor’s Office who answers for it; holds and stops are in their name',
    done: 'Restored {{rows}} rows of the backup of {{at}}.',
    held: 'Held: releases {{releases}}, fan-outs {{fanOuts}}. Look at each and free it on its own page.',
    otherKey:
      'SECRET_KEY is not that of the backup: {{count}} links sent before are dead; the next reminder carries a new one.',
    revoked:
      'Revoked API tokens: {{tokens}}. People who left after this backup are back; look through the people.',
    faults: {
      not_a_backup: 'This file is no backup of Eblagh.',
      truncated: 'The file is not whole.',
      checksum: 'The file was altered or is damaged.',
      other_schema:
        'This backup is of another version of the program. Install that version, restore, and then upgrade.',
      other_mode: 'This backup is of the other mode (trial or live).',
      not_empty: 'The database is not empty. A backup is restored into an empty one only.',
      person_unknown: 'Nobody of the Governor’s Office has this address in the backup.',
    },
    unchanged: 'Nothing was changed.',
  },
  config: {
    about: 'configuration',
    check: 'check the environment variables and name every fault at once',
    good: 'The configuration is sound.',
  },
  migrate: {
    about: 'bring the database to this version’s schema',
    done: 'Applied: {{names}}',
    none: 'The database’s schema is up to date.',
  },
};
