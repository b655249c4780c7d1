import {
  capCategories, capCertainties, capMessageTypes, capResponseTypes, capScopes, capSeverities, capStatuses, capUrgencies,
} from './vocabulary.js'; // prettier-ignore

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2';

/** `one` is required, `optional` at most once, `some` at least once, `any` as often as wanted. */
export type Occurrence = 'one' | 'optional' | 'some' | 'any';
export type GroupName = 'alert' | 'info' | 'resource' | 'area' | 'eventCode' | 'parameter' | 'geocode';

export interface ElementRule {
  readonly name: string;
  readonly occurs: Occurrence;
  /** Present where the element holds elements of its own. */
  readonly group?: GroupName;
  readonly values?: readonly string[];
  /** The element holds a moment (§3.3.2). */
  readonly moment?: true;
}

const one = (name: string, more: Partial<ElementRule> = {}): ElementRule => ({
  name,
  occurs: 'one',
  ...more,
});
const optional = (name: string, more: Partial<ElementRule> = {}): ElementRule => ({
  name,
  occurs: 'optional',
  ...more,
});
const any = (name: string, more: Partial<ElementRule> = {}): ElementRule => ({
  name,
  occurs: 'any',
  ...more,
});
const moment = { moment: true } as const;
const pair = [one('valueName'), one('value')];

/** Order, number and values of every element (CAP 1.2 §3.2 and its schema); writer, reader and checks share this table. */
export const capStructure: Readonly<Record<GroupName, readonly ElementRule[]>> = {
  alert: [
    one('identifier'), one('sender'), one('sent', moment), one('status', { values: capStatuses }),
    one('msgType', { values: capMessageTypes }), optional('source'), one('scope', { values: capScopes }),
    optional('restriction'), optional('addresses'), any('code'), optional('note'), optional('references'),
    optional('incidents'), any('info', { group: 'info' }),
  ],
  info: [
    optional('language'), { name: 'category', occurs: 'some', values: capCategories }, one('event'),
    any('responseType', { values: capResponseTypes }), one('urgency', { values: capUrgencies }),
    one('severity', { values: capSeverities }), one('certainty', { values: capCertainties }), optional('audience'),
    any('eventCode', { group: 'eventCode' }), optional('effective', moment), optional('onset', moment),
    optional('expires', moment), optional('senderName'), optional('headline'), optional('description'),
    optional('instruction'), optional('web'), optional('contact'), any('parameter', { group: 'parameter' }),
    any('resource', { group: 'resource' }), any('area', { group: 'area' }),
  ],
  resource: [
    one('resourceDesc'), one('mimeType'), optional('size'), optional('uri'), optional('derefUri'), optional('digest'),
  ],
  area: [
    one('areaDesc'), any('polygon'), any('circle'), any('geocode', { group: 'geocode' }), optional('altitude'), optional('ceiling'),
  ],
  eventCode: pair,
  parameter: pair,
  geocode: pair,
}; // prettier-ignore
