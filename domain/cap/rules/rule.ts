import type { Instant } from '../../instant.js';
import type { AlertArea, AlertInfo, CapAlert } from '../alert.js';

/** An earlier message of ours that references may name. */
export interface KnownMessage {
  readonly sender: string;
  readonly identifier: string;
  /** As the message itself says it. */
  readonly sent: string;
  readonly cancelled: boolean;
  /** It belongs to the same story and has not expired: an update or cancel must name it too. */
  readonly mustBeNamed: boolean;
}

/** The province's outline, roughly, in degrees: what lies outside is questioned. */
export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** What is known beside the document. A rule whose question needs what is absent here does not ask it. */
export interface CapContext {
  readonly now?: Instant;
  readonly known?: readonly KnownMessage[];
  readonly province?: Bounds;
}

/** `error` stops a text at drafting time, `warning` is shown. `find` gives the path of every place that breaks the rule. */
export interface CapRule {
  readonly severity: 'error' | 'warning';
  readonly find: (alert: CapAlert, context: CapContext) => Iterable<string>;
}

export const error = (find: CapRule['find']): CapRule => ({ severity: 'error', find });
export const warning = (find: CapRule['find']): CapRule => ({ severity: 'warning', find });

/** The path where `broken`, none otherwise. */
export const at = (path: string, broken: boolean): string[] => (broken ? [path] : []);

export interface Placed<T> {
  readonly path: string;
  readonly value: T;
}

const placed = <T>(values: readonly T[] | undefined, path: string): Placed<T>[] =>
  (values ?? []).map((value, index) => ({ path: `${path}[${index}]`, value }));

export const infosOf = (alert: CapAlert): Placed<AlertInfo>[] => placed(alert.info, 'info');

export const areasOf = (alert: CapAlert): Placed<AlertArea>[] =>
  infosOf(alert).flatMap(({ path, value }) => placed(value.area, `${path}.area`));

export const polygonsOf = (alert: CapAlert): Placed<string>[] =>
  areasOf(alert).flatMap(({ path, value }) => placed(value.polygon, `${path}.polygon`));

export const circlesOf = (alert: CapAlert): Placed<string>[] =>
  areasOf(alert).flatMap(({ path, value }) => placed(value.circle, `${path}.circle`));

export const resourcesOf = (alert: CapAlert) =>
  infosOf(alert).flatMap(({ path, value }) => placed(value.resource, `${path}.resource`));

const spoken = [
  'event',
  'audience',
  'senderName',
  'headline',
  'description',
  'instruction',
  'contact',
] as const;

/** Every text a person reads, with its place and its language. */
export function textsOf(alert: CapAlert): (Placed<string> & { readonly language: string })[] {
  return infosOf(alert).flatMap(({ path, value: info }) => {
    const own = spoken.map((name) => ({ path: `${path}.${name}`, value: info[name] }));
    const areas = placed(info.area, `${path}.area`).map((area) => ({ path: `${area.path}.areaDesc`, value: area.value.areaDesc }));
    const language = info.language ?? '';
    return [...own, ...areas].flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value, language }]));
  });
} // prettier-ignore

/** Places of all texts that break a rule of texts. */
export const wherever = (alert: CapAlert, broken: (text: string, language: string) => boolean): string[] =>
  textsOf(alert).filter(({ value, language }) => broken(value, language)).map(({ path }) => path); // prettier-ignore
