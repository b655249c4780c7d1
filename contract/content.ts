import { z } from 'zod';
import {
  capCategories,
  capCertainties,
  capResponseTypes,
  capSeverities,
  capUrgencies,
} from '../domain/cap/vocabulary.js';
import { channels } from '../domain/content/content.js';
import { normaliseText } from '../domain/text/normalise.js';
import { Id, InstantIn, Sha256, longestText } from './common.js';

/** Kept in one form from here on: NFC, line ends as LF. */
const text = z.string().max(longestText).transform(normaliseText);

const LanguageText = z.strictObject({ headline: text, body: text, action: text, sms: text.optional() }).meta({
  id: 'LanguageText',
  description: 'What is said in one language; body is the small Markdown subset',
});
const WithdrawalText = z.strictObject({ headline: text, body: text }).meta({ id: 'WithdrawalText' });
const TextPair = z.strictObject({ fa: text, en: text });

const Point = z
  .tuple([z.number(), z.number()])
  .readonly()
  .meta({ description: 'Latitude, longitude (WGS 84)' });
const CapArea = z
  .strictObject({
    description: TextPair,
    polygon: z.array(Point).max(2000).optional(),
    circle: z.strictObject({ centre: Point, radius: z.number() }).optional(),
    geocode: z.strictObject({ name: text, value: text }).optional(),
  })
  .meta({ id: 'CapArea' });

export const CapFields = z
  .strictObject({
    category: z.enum(capCategories),
    event: TextPair,
    responseType: z.enum(capResponseTypes),
    urgency: z.enum(capUrgencies),
    severity: z.enum(capSeverities),
    certainty: z.enum(capCertainties),
    onset: InstantIn.optional(),
    expires: InstantIn,
    areas: z.array(CapArea).max(50),
    contact: text.optional(),
  })
  .meta({ id: 'CapFields' });

const MediaType = z
  .string()
  .max(100)
  .regex(/^[a-z]+\/[a-z0-9.+-]+$/);

/** What an author writes and chooses (domain/content); the rules for its texts are the domain's. */
export const Content = z
  .strictObject({
    texts: z.strictObject({ fa: LanguageText, en: LanguageText.optional() }),
    withdrawal: z.strictObject({ fa: WithdrawalText, en: WithdrawalText.optional() }),
    cap: CapFields,
    attachments: z
      .array(z.strictObject({ sha256: Sha256, mediaType: MediaType, alt: TextPair }))
      .max(0)
      .meta({ description: 'Always empty: nothing can be attached yet' }),
    channels: z.array(z.enum(channels)).max(channels.length),
    audience: z.strictObject({ lists: z.array(Id).max(100) }),
  })
  .meta({ id: 'Content' });
