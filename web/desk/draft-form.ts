import type { CapArea, Content, LanguageText, Point, WithdrawalText } from '../../domain/content/content.js';
import type { Instant } from '../../domain/instant.js';
import type { Language } from '../../domain/language.js';
import { type Refusal, type Ruling, granted, refused } from '../../domain/refusal.js';
import { toAsciiDigits } from '../../domain/text/digits.js';
import { formatTableTime } from '../../i18n/format.js';
import { parseMoment } from '../../i18n/moment.js';
import type { DraftFields, DraftTextField } from './model.js';

/** Everything the form may post; names are paths into the content, so that a refusal names the field it stands at. */
export const draftTextFields = [
  'kind', 'severity', 'drill', 'incident',
  'texts.fa.headline', 'texts.fa.body', 'texts.fa.action', 'texts.fa.sms',
  'texts.en.headline', 'texts.en.body', 'texts.en.action', 'texts.en.sms',
  'withdrawal.fa.headline', 'withdrawal.fa.body', 'withdrawal.en.headline', 'withdrawal.en.body',
  'cap.category', 'cap.event.fa', 'cap.event.en', 'cap.responseType', 'cap.urgency', 'cap.severity', 'cap.certainty',
  'cap.onset', 'cap.expires', 'cap.contact',
  'cap.area.description.fa', 'cap.area.description.en', 'cap.area.circle',
] as const satisfies readonly DraftTextField[]; // prettier-ignore

type Values = DraftFields['text'];
const dayAhead = 24 * 3600_000;

/** What the office chooses at the start, and does not edit afterwards. */
export interface DraftHeader {
  readonly kind: string;
  readonly severity: string;
  readonly drill: boolean;
  readonly incident: string | null;
  readonly replaces: readonly string[];
}

/** A text before the contract's schema has looked at it: words as typed, choices as posted. */
export type TypedContent = Omit<Content, 'cap' | 'channels'> & {
  readonly cap: Readonly<Record<string, unknown>>;
  readonly channels: readonly string[];
};

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/** The posted body of the form as fields; whatever is not text is left out. */
export function typedDraft(body: Readonly<Record<string, unknown>>): DraftFields {
  const value = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined);
  const text = draftTextFields.map((name) => {
    const one = value(name);
    return [name, typeof one === 'string' ? one : ''] as const;
  });
  return {
    text: Object.fromEntries(text) as Values,
    channels: listOf(value('channels')),
    lists: listOf(value('lists')),
    replaces: listOf(value('replaces')),
  };
}

const circleText = ({ circle }: Partial<CapArea>): string =>
  circle ? `${circle.centre.join(',')} ${circle.radius}` : '';

/** A saved draft as fields, moments written as tables show them. */
export function fieldsOf(header: DraftHeader, content: Content, language: Language): DraftFields {
  const { texts, withdrawal, cap } = content;
  const [area] = cap.areas;
  const said = (written: Language, field: keyof LanguageText): string => texts[written]?.[field] ?? '';
  const taken = (written: Language, field: keyof WithdrawalText): string =>
    withdrawal[written]?.[field] ?? '';
  return {
    text: {
      kind: header.kind,
      severity: header.severity,
      drill: header.drill ? 'yes' : '',
      incident: header.incident ?? '',
      'texts.fa.headline': said('fa', 'headline'),
      'texts.fa.body': said('fa', 'body'),
      'texts.fa.action': said('fa', 'action'),
      'texts.fa.sms': said('fa', 'sms'),
      'texts.en.headline': said('en', 'headline'),
      'texts.en.body': said('en', 'body'),
      'texts.en.action': said('en', 'action'),
      'texts.en.sms': said('en', 'sms'),
      'withdrawal.fa.headline': taken('fa', 'headline'),
      'withdrawal.fa.body': taken('fa', 'body'),
      'withdrawal.en.headline': taken('en', 'headline'),
      'withdrawal.en.body': taken('en', 'body'),
      'cap.category': cap.category,
      'cap.event.fa': cap.event.fa,
      'cap.event.en': cap.event.en,
      'cap.responseType': cap.responseType,
      'cap.urgency': cap.urgency,
      'cap.severity': cap.severity,
      'cap.certainty': cap.certainty,
      'cap.onset': cap.onset ? formatTableTime(cap.onset, language) : '',
      'cap.expires': formatTableTime(cap.expires, language),
      'cap.contact': cap.contact ?? '',
      'cap.area.description.fa': area?.description.fa ?? '',
      'cap.area.description.en': area?.description.en ?? '',
      'cap.area.circle': circleText(area ?? {}),
    },
    channels: content.channels,
    lists: content.audience.lists,
    replaces: header.replaces,
  };
}

/** A blank form: a crisis announcement on every channel, valid for a day. */
export function blankDraft(now: Instant, language: Language, channels: Content['channels']): DraftFields {
  const expires = formatTableTime(new Date(Date.parse(now) + dayAhead).toISOString(), language);
  const typed = typedDraft({
    kind: 'announcement', severity: 'crisis', 'cap.category': 'Safety', 'cap.responseType': 'Monitor', 'cap.urgency': 'Expected',
    'cap.severity': 'Severe', 'cap.certainty': 'Likely', 'cap.expires': expires,
  }); // prettier-ignore
  return { ...typed, channels };
}

const badField = (field: string, problem: string): Refusal => ({ code: 'invalid_request', field, problem });

/** Latitude, longitude and kilometres, in any script's digits. */
const circleShape = /^(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)$/;

function circleOf(text: string): CapArea['circle'] | null {
  const match = circleShape.exec(toAsciiDigits(text).replaceAll('٫', '.').trim());
  if (!match) return null;
  const [latitude = 0, longitude = 0, radius = 0] = match.slice(1).map(Number);
  const centre: Point = [latitude, longitude];
  return { centre, radius };
}

function textIn(values: Values, language: Language): LanguageText | null {
  const headline = values[`texts.${language}.headline`];
  const body = values[`texts.${language}.body`];
  const action = values[`texts.${language}.action`];
  const sms = values[`texts.${language}.sms`];
  if ([headline, body, action, sms].every((text) => text.trim() === '')) return null;
  return { headline, body, action, ...(sms === '' ? {} : { sms }) };
}

function withdrawalIn(values: Values, language: Language): WithdrawalText | null {
  const headline = values[`withdrawal.${language}.headline`];
  const body = values[`withdrawal.${language}.body`];
  return headline.trim() === '' && body.trim() === '' ? null : { headline, body };
}

/** The one area the form edits; what it cannot show (polygons, codes, further areas) stays as it was saved. */
function areasOf(values: Values, saved: readonly CapArea[]): CapArea[] {
  const [first, ...rest] = saved;
  const description = { fa: values['cap.area.description.fa'], en: values['cap.area.description.en'] };
  if (description.fa === '' && description.en === '') return [...rest];
  const { circle: _, ...kept } = first ?? {};
  const circle = circleOf(values['cap.area.circle']);
  return [{ ...kept, description, ...(circle ? { circle } : {}) }, ...rest];
}

function capOf(values: Values, saved: Content | null): Readonly<Record<string, unknown>> {
  const onset = parseMoment(values['cap.onset']);
  const contact = values['cap.contact'];
  return {
    category: values['cap.category'],
    event: { fa: values['cap.event.fa'], en: values['cap.event.en'] },
    responseType: values['cap.responseType'],
    urgency: values['cap.urgency'],
    severity: values['cap.severity'],
    certainty: values['cap.certainty'],
    ...(onset ? { onset } : {}),
    expires: parseMoment(values['cap.expires']),
    areas: areasOf(values, saved?.cap.areas ?? []),
    ...(contact === '' ? {} : { contact }),
  };
}

function unreadable({ text }: DraftFields): Refusal[] {
  const moment = (field: 'cap.onset' | 'cap.expires', required: boolean): Refusal[] =>
    (required || text[field] !== '') && !parseMoment(text[field]) ? [badField(field, 'not_a_moment')] : [];
  const circle = text['cap.area.circle'] !== '' && !circleOf(text['cap.area.circle']);
  return [
    ...moment('cap.onset', false),
    ...moment('cap.expires', true),
    ...(circle ? [badField('cap.area.circle', 'malformed')] : []),
  ];
}

/**
 * The fields as a content for the contract's schema, which then checks choices and lengths. Refuses every moment and
 * circle that cannot be read. `saved` is the draft before, whose attachments and further areas are kept.
 */
export function contentOf(fields: DraftFields, saved: Content | null): Ruling<TypedContent> {
  const refusals = unreadable(fields);
  if (refusals.length > 0) return refused(...refusals);
  const { text } = fields;
  const english = textIn(text, 'en');
  const englishWithdrawal = withdrawalIn(text, 'en');
  return granted({
    texts: {
      fa: textIn(text, 'fa') ?? { headline: '', body: '', action: '' },
      ...(english ? { en: english } : {}),
    },
    withdrawal: {
      fa: withdrawalIn(text, 'fa') ?? { headline: '', body: '' },
      ...(englishWithdrawal ? { en: englishWithdrawal } : {}),
    },
    cap: capOf(text, saved),
    attachments: saved?.attachments ?? [],
    channels: fields.channels,
    audience: { lists: fields.lists },
  });
}

/** What was chosen about the text as a whole. */
export const headerOf = ({ text, replaces }: DraftFields): DraftHeader => ({
  kind: text.kind,
  severity: text.severity,
  drill: text.drill !== '',
  incident: text.incident === '' ? null : text.incident,
  replaces,
});
