import type { Request } from 'express';
import { channels, type Content } from '../../domain/content/content.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import type { Language } from '../../domain/language.js';
import { toAsciiDigits } from '../../domain/text/digits.js';
import { formatTableTime } from '../../i18n/format.js';
import { parseMoment } from '../../i18n/moment.js';
import type { DraftFields, DraftTextField } from '../../web/desk/model.js';
import { field, fields } from '../http/forms.js';
import { refuse } from '../http/refuse.js';

const empty: DraftFields['text'] = {
  kind: 'announcement', severity: 'crisis', drill: '', incident: '',
  'texts.fa.headline': '', 'texts.fa.body': '', 'texts.fa.action': '', 'texts.fa.sms': '',
  'texts.en.headline': '', 'texts.en.body': '', 'texts.en.action': '', 'texts.en.sms': '',
  'withdrawal.fa.headline': '', 'withdrawal.fa.body': '', 'withdrawal.en.headline': '', 'withdrawal.en.body': '',
  'cap.category': 'Safety', 'cap.event.fa': '', 'cap.event.en': '', 'cap.responseType': 'Monitor', 'cap.urgency': 'Expected',
  'cap.severity': 'Moderate', 'cap.certainty': 'Likely', 'cap.onset': '', 'cap.expires': '', 'cap.contact': '',
  'cap.area.description.fa': '', 'cap.area.description.en': '', 'cap.area.circle': '',
}; // prettier-ignore
const names = Object.keys(empty) as readonly DraftTextField[];

/** A new text goes everywhere unless its author says otherwise. */
export const emptyFields: DraftFields = { text: empty, channels, lists: [], replaces: [] };

/** What was typed, as it was typed. */
export const fieldsIn = (req: Request): DraftFields => ({
  text: Object.fromEntries(names.map((name) => [name, field(req, name)])) as DraftFields['text'],
  channels: fields(req, 'channels'),
  lists: fields(req, 'lists'),
  replaces: fields(req, 'replaces'),
});

/** A draft as the form shows it. */
export function fieldsOf(content: Content, state: AnnouncementState, language: Language): DraftFields {
  const { texts, withdrawal, cap } = content;
  const [area] = cap.areas;
  const moment = (instant: string | undefined) => (instant === undefined ? '' : formatTableTime(instant, language));
  const said = (own: Language) => ({
    [`texts.${own}.headline`]: texts[own]?.headline ?? '',
    [`texts.${own}.body`]: texts[own]?.body ?? '',
    [`texts.${own}.action`]: texts[own]?.action ?? '',
    [`texts.${own}.sms`]: texts[own]?.sms ?? '',
    [`withdrawal.${own}.headline`]: withdrawal[own]?.headline ?? '',
    [`withdrawal.${own}.body`]: withdrawal[own]?.body ?? '',
    [`cap.event.${own}`]: cap.event[own],
    [`cap.area.description.${own}`]: area?.description[own] ?? '',
  });
  const circle = area?.circle;
  const text = {
    ...empty, ...said('fa'), ...said('en'),
    kind: state.kind, severity: state.severity, drill: state.drill ? 'yes' : '', incident: state.incident ?? '',
    'cap.category': cap.category, 'cap.responseType': cap.responseType, 'cap.urgency': cap.urgency,
    'cap.severity': cap.severity, 'cap.certainty': cap.certainty,
    'cap.onset': moment(cap.onset), 'cap.expires': moment(cap.expires), 'cap.contact': cap.contact ?? '',
    'cap.area.circle': circle ? `${circle.centre[0]},${circle.centre[1]} ${circle.radius}` : '',
  };
  return { text, channels: content.channels, lists: content.audience.lists, replaces: state.replaces };
} // prettier-ignore

/** The form as the contract's content; what it does not show (further areas, attachments) stays as it was saved. */
export function contentIn(req: Request, saved: Content | null): Record<string, unknown> {
  const typed = fieldsIn(req);
  const { text } = typed;
  const said = (own: Language) => ({
    headline: text[`texts.${own}.headline`],
    body: text[`texts.${own}.body`],
    action: text[`texts.${own}.action`],
    ...(text[`texts.${own}.sms`] === '' ? {} : { sms: text[`texts.${own}.sms`] }),
  });
  const withdrawn = (own: Language) => ({
    headline: text[`withdrawal.${own}.headline`],
    body: text[`withdrawal.${own}.body`],
  });
  const written = (part: object) => Object.values(part).some((words: string) => words.trim() !== '');
  const en = said('en');
  return {
    texts: { fa: said('fa'), ...(written(en) ? { en } : {}) },
    withdrawal: { fa: withdrawn('fa'), ...(written(en) || written(withdrawn('en')) ? { en: withdrawn('en') } : {}) },
    cap: capIn(text, saved),
    attachments: saved?.attachments ?? [],
    channels: channels.filter((channel) => typed.channels.includes(channel)),
    audience: { lists: typed.lists },
  };
} // prettier-ignore

function capIn(text: DraftFields['text'], saved: Content | null): Record<string, unknown> {
  const { 'cap.onset': onset, 'cap.contact': contact } = text;
  return {
    category: text['cap.category'],
    event: { fa: text['cap.event.fa'], en: text['cap.event.en'] },
    responseType: text['cap.responseType'],
    urgency: text['cap.urgency'],
    severity: text['cap.severity'],
    certainty: text['cap.certainty'],
    ...(onset.trim() === '' ? {} : { onset: momentIn('cap.onset', onset) }),
    expires: momentIn('cap.expires', text['cap.expires']),
    areas: areasIn(text, saved),
    ...(contact.trim() === '' ? {} : { contact }),
  };
}

const momentIn = (name: string, text: string): string =>
  parseMoment(text) ?? refuse({ code: 'invalid_request', field: name, problem: text.trim() === '' ? 'missing' : 'not_a_moment' }); // prettier-ignore

function areasIn(text: DraftFields['text'], saved: Content | null): object[] {
  const [first, ...more] = saved?.cap.areas ?? [];
  const description = { fa: text['cap.area.description.fa'], en: text['cap.area.description.en'] };
  const circle = circleIn(text['cap.area.circle']);
  if (description.fa.trim() === '' && description.en.trim() === '' && !circle) return more;
  const { circle: _, ...kept } = first ?? {};
  return [{ ...kept, description, ...(circle ? { circle } : {}) }, ...more];
}

const circleShape = /^(-?\d+(?:\.\d+)?)\s*[,،]\s*(-?\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)$/;

/** «28.78,57.45 12»: latitude, longitude and kilometres, in any digits. */
function circleIn(text: string): { centre: [number, number]; radius: number } | null {
  const typed = toAsciiDigits(text).replaceAll('٫', '.').trim();
  if (typed === '') return null;
  const [, latitude, longitude, radius] = circleShape.exec(typed) ?? [];
  return latitude === undefined
    ? refuse({ code: 'invalid_request', field: 'cap.circle', problem: 'malformed' })
    : { centre: [Number(latitude), Number(longitude)], radius: Number(radius) };
}
