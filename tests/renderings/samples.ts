import type { Content } from '../../domain/content/content.js';
import type { RenderingInput } from '../../renderings/announcement.js';
import type { ReleaseValues } from '../../renderings/slot-values.js';

/** The flood of the trial province, written in both languages. */
export const floodContent: Content = {
  texts: {
    fa: {
      headline: 'سیل در راه است؛ از کنار رودخانه دور شوید',
      body: 'بارش شدید از ساعت ۱۸ آغاز می‌شود.\n\nراه‌های بسته:\n\n- جادهٔ **ساردوئیه**\n- جادهٔ بافت\n\nخبرهای تازه: [پایگاه خبری](https://kerman.example/news?a=1&b=2)',
      action: 'به جای بلند بروید. در خطر با [۱۱۲](tel:112) تماس بگیرید.',
    },
    en: {
      headline: 'Flood expected; keep away from rivers',
      body: 'Heavy rain starts at 18:00.\n\nClosed roads:\n\n- **Sarduiyeh** road\n- Baft road',
      action: 'Go to high ground. In danger call [112](tel:112).',
    },
  },
  withdrawal: {
    fa: { headline: 'هشدار سیل باطل شد', body: 'هشدار سیل اشتباه بود. پوزش می‌خواهیم.' },
    en: {
      headline: 'The flood warning is withdrawn',
      body: 'The flood warning was a mistake. We apologise.',
    },
  },
  cap: {
    category: 'Met',
    event: { fa: 'سیل', en: 'Flood' },
    responseType: 'Evacuate',
    urgency: 'Expected',
    severity: 'Severe',
    certainty: 'Likely',
    onset: '2026-11-23T14:30:00.000Z',
    expires: '2026-11-24T04:30:00.000Z',
    areas: [
      {
        description: { fa: 'شهرستان جیرفت', en: 'Jiroft county' },
        polygon: [
          [28.5, 57.5],
          [28.5, 58],
          [28.9, 58],
          [28.5, 57.5],
        ],
      },
      {
        description: { fa: 'پیرامون سد', en: 'Around the dam' },
        circle: { centre: [28.78, 57.45], radius: 12.5 },
      },
    ],
    contact: '03431112222',
  },
  attachments: [],
  channels: ['newsroom', 'atom', 'rss', 'cap', 'email'],
  audience: { lists: ['journalists'] },
};

/** The same text in Persian alone. */
export const floodInPersian: Content = {
  ...floodContent,
  texts: { fa: floodContent.texts.fa },
  withdrawal: { fa: floodContent.withdrawal.fa },
};

export const announcementId = '5b8f1c1e-6a51-4a57-9d2b-0f8f6a0a7c11';
export const replacedId = '0d0c0b0a-1111-4222-8333-944455556666';

export const flood: RenderingInput = {
  announcement: announcementId,
  content: floodContent,
  kind: 'announcement',
  drill: false,
  replaces: [],
  office: {
    name: { fa: 'استانداری کرمان', en: 'Kerman Governor’s Office' },
    sender: 'eblagh@kerman.example',
  },
  incident: { fa: 'سیل جنوب کرمان', en: 'South Kerman flood' },
};

export const releaseValues: ReleaseValues = {
  number: { number: 3, year: null },
  releasedAt: '2026-11-23T04:30:00.000Z',
  pageUrl: `https://eblagh.example/announcements/${announcementId}`,
  verifyUrl: `https://eblagh.example/verify/${announcementId}`,
  capUrl: 'https://eblagh.example/cap/urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f.xml',
  capIdentifier: 'urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f',
  capReferences: [
    {
      sender: 'eblagh@kerman.example',
      identifier: 'urn:uuid:11111111-2222-4333-8444-555555555555',
      sent: '2026-11-22T20:30:00.000Z',
    },
  ],
  crossReferences: { [announcementId]: { number: 3, year: null }, [replacedId]: { number: 2, year: 1405 } },
};

export const journalist = {
  name: 'خبرنگار «کرمان امروز»',
  unsubscribeUrl: 'https://eblagh.example/unsubscribe/aaaaaaaaaaaaaaaaaaaaaaaaaaa?x=1&y=2',
};
