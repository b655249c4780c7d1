import { z } from 'zod';
import { languages } from '../domain/language.js';

/** Texts are checked by the rules, field by field; here only a size no honest text reaches (UTF-16 units). */
export const longestText = 200_000;

/** A UUID in any case; kept in small letters, so that one announcement has one name everywhere. */
export const Id = z.uuid().toLowerCase().meta({ description: 'Identifier (UUID)' });
/** What is looked for: any words; NUL is in no text and no database takes it. */
export const Sought = z
  .string()
  .max(300)
  .regex(/^[^\0]*$/); // oxlint-disable-line no-control-regex
export const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ description: 'Short name of an agency, post, list or policy', example: 'red-crescent' });
export const Instant = z
  .string()
  .meta({ description: 'Moment, UTC, ISO 8601', example: '2026-11-23T06:10:35.000Z' });
/** A moment as a client sends it: any offset; the server writes it in UTC with milliseconds. */
export const InstantIn = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .meta({ type: 'string', format: 'date-time' });
export const LanguageName = z.enum(languages).meta({ id: 'Language' });
export const Localized = z.strictObject({ fa: z.string(), en: z.string() }).meta({ id: 'Localized' });
export const LocalizedIn = z.strictObject({
  fa: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
});
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/).meta({ description: 'SHA-256 in hexadecimal' }); // prettier-ignore
export const Note = z.string().max(5000).meta({ description: 'Words for the people concerned' });

export const none = z.strictObject({});
export const idParams = z.strictObject({ id: Id });

/** One page of a list: `next` is the cursor of the page after it, null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** Strings are parsed here and not coerced, so that the document stays exact. */
export const pageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^([1-9]\d?|1\d\d|200)$/)
    .transform(Number)
    .optional()
    .meta({ description: 'Items on a page, 1 to 200; 50 unless told' }),
  cursor: Sought.optional(),
});

export const Reason = z
  .looseObject({ code: z.string(), detail: z.string() })
  .meta({ id: 'Reason', description: 'One named refusal with its words and its particulars' });

/** RFC 9457, with every reason at once. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'Name of the first refusal' }),
    reasons: z.array(Reason),
  })
  .meta({ id: 'Problem' });

export const PersonRef = z
  .strictObject({ id: Id, name: Localized, agency: z.string().nullable() })
  .meta({ id: 'PersonRef' });

/** What became of an act: decided and recorded, or kept until the service that decides returns. */
export const ActAnswer = z
  .strictObject({
    id: Id,
    outcome: z.enum(['applied', 'recorded']),
    status: z.string().meta({ description: "The announcement's state now" }),
    sequence: z.number().int(),
  })
  .meta({ id: 'ActAnswer' });

/** Every act answers in one of these ways; a refusal is a Problem. */
export const actAnswers = {
  201: { description: 'Applied', schema: ActAnswer },
  202: { description: 'Recorded; takes effect when the deciding service returns', schema: ActAnswer },
} as const;
