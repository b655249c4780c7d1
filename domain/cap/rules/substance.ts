import { areasOf, at, error, infosOf, warning } from './rule.js';
import type { AlertInfo, CapAlert } from '../alert.js';

const blank = (text: string | undefined): boolean => !text?.trim();
const inInfos = (alert: CapAlert, name: keyof AlertInfo, broken: (info: AlertInfo) => boolean): string[] =>
  infosOf(alert).flatMap(({ path, value }) => at(`${path}.${name}`, broken(value)));
const speaks = ({ msgType }: CapAlert): boolean =>
  msgType === 'Alert' || msgType === 'Update' || msgType === 'Cancel';
const isGrave = ({ severity, urgency, responseType }: AlertInfo): boolean =>
  (severity === 'Extreme' || severity === 'Severe') &&
  urgency !== 'Past' &&
  !responseType?.includes('AllClear');

/** That the public has something to read, knows where it is meant, and what to do. */
export const substanceRules = {
  info_missing: error((alert) => at('info', speaks(alert) && infosOf(alert).length === 0)),
  event_missing: error((alert) => inInfos(alert, 'event', ({ event }) => blank(event))),
  headline_missing: error((alert) => inInfos(alert, 'headline', ({ headline }) => blank(headline))),
  description_missing: error((alert) => inInfos(alert, 'description', ({ description }) => blank(description))),
  instruction_missing: error((alert) => inInfos(alert, 'instruction', (info) => isGrave(info) && blank(info.instruction))),
  category_other: warning((alert) => inInfos(alert, 'category', ({ category }) => category.every((each) => each === 'Other'))),
  sender_name_missing: warning((alert) => inInfos(alert, 'senderName', ({ senderName }) => blank(senderName))),
  area_missing: error((alert) => inInfos(alert, 'area', ({ area }) => (area ?? []).length === 0)),
  area_description_missing: error((alert) => areasOf(alert).flatMap(({ path, value }) => at(`${path}.areaDesc`, blank(value.areaDesc)))),
  area_without_geometry: warning((alert) =>
    areasOf(alert).flatMap(({ path, value }) => at(path, !value.polygon?.length && !value.circle?.length && !value.geocode?.length)),
  ),
}; // prettier-ignore
