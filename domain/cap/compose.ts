import type { AnnouncementKind } from '../announcement/kinds.js';
import { type CapArea, type Content, type Point, languagesOf } from '../content/content.js';
import type { Office } from '../content/office.js';
import { after } from '../instant.js';
import { type Language, tagOf } from '../language.js';
import type { Block } from '../rendering/segments.js';
import type { AlertArea, AlertInfo, CapAlert } from './alert.js';
import { capMoment } from './moment.js';
import type { CapMessageType } from './vocabulary.js';

/** What a content says by itself about its CAP message. */
export interface CapSource {
  readonly announcement: string;
  readonly content: Content;
  readonly kind: AnnouncementKind;
  readonly drill: boolean;
  readonly replaces: readonly string[];
  readonly office: Office;
  readonly block: Block;
}

/** What comes from outside: the values known at release (or their slots), and the words of each language. */
export interface CapFrame<Text> {
  readonly identifier: Text;
  readonly sent: Text;
  readonly references: Text;
  readonly web: Text;
  readonly words: (language: Language) => {
    readonly event: string;
    readonly headline: string;
    readonly description: Text;
    readonly instruction: string;
  };
}

/**
 * A withdrawal cancels. A correction, denial or all-clear that names what it replaces updates; everything else is a fresh
 * alert. The kind decides, never an author: an update taken for an alert would warn the public anew.
 */
export function messageTypeOf(
  kind: AnnouncementKind,
  replaces: readonly string[],
  block: Block,
): CapMessageType {
  if (block === 'withdrawal' || kind === 'withdrawal') return 'Cancel';
  return replaces.length > 0 ? 'Update' : 'Alert';
}

/** A cancel is shown a day longer than the text it cancels, and so is never out of date when it leaves. */
const withdrawalStays = 24 * 3600_000;

/** The words CAP asks for in the note of an exercise, with its identifier (§3.2.1 status). */
export const exerciseNote = (announcement: string): string =>
  `مانور – تمرین / DRILL – EXERCISE: ${announcement}`;

const degrees = (value: number): string => String(Number(value.toFixed(6)));
const packed = (point: Point): string => point.map(degrees).join(',');

function alertArea(area: CapArea, language: Language): AlertArea {
  return {
    areaDesc: area.description[language],
    ...(area.polygon && { polygon: [area.polygon.map(packed).join(' ')] }),
    ...(area.circle && { circle: [`${packed(area.circle.centre)} ${degrees(area.circle.radius)}`] }),
    ...(area.geocode && { geocode: [{ valueName: area.geocode.name, value: area.geocode.value }] }),
  };
}

function meaning({ content: { cap }, block }: CapSource): Pick<AlertInfo, 'responseType' | 'urgency' | 'severity' | 'certainty' | 'onset' | 'expires'> {
  if (block === 'withdrawal') {
    const expires = capMoment(after(cap.expires, withdrawalStays));
    return { responseType: ['None'], urgency: 'Past', severity: 'Unknown', certainty: 'Unknown', expires };
  }
  return {
    responseType: [cap.responseType],
    urgency: cap.urgency,
    severity: cap.severity,
    certainty: cap.certainty,
    ...(cap.onset && { onset: capMoment(cap.onset) }),
    expires: capMoment(cap.expires),
  };
} // prettier-ignore

function infoOf<Text>(source: CapSource, frame: CapFrame<Text>, language: Language): AlertInfo<Text> {
  const { cap } = source.content;
  const { event, headline, description, instruction } = frame.words(language);
  return {
    language: tagOf[language],
    category: [cap.category],
    event,
    ...meaning(source),
    senderName: source.office.name[language],
    headline,
    description,
    ...(instruction !== '' && { instruction }),
    web: frame.web,
    ...(cap.contact && { contact: cap.contact }),
    area: cap.areas.map((area) => alertArea(area, language)),
  };
}

/** The CAP message of a content: one info a language, public, exercise when it is a drill. */
export function composeAlert<Text>(source: CapSource, frame: CapFrame<Text>): CapAlert<Text> {
  const msgType = messageTypeOf(source.kind, source.replaces, source.block);
  return {
    identifier: frame.identifier,
    sender: source.office.sender,
    sent: frame.sent,
    status: source.drill ? 'Exercise' : 'Actual',
    msgType,
    scope: 'Public',
    ...(source.drill && { note: exerciseNote(source.announcement) }),
    ...(msgType !== 'Alert' && { references: frame.references }),
    info: languagesOf(source.content).map((language) => infoOf(source, frame, language)),
  };
}
