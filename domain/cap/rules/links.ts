import type { AlertResource } from '../alert.js';
import { type CapRule, at, error, infosOf, resourcesOf, warning } from './rule.js';

/** A full absolute address (CAP 1.2 §3.2.2 web, §3.2.3 uri). */
const absolute = /^https?:\/\/[^\s/?#<>"]+[^\s<>"]*$/;

const inResources = (name: keyof AlertResource, broken: (resource: AlertResource) => boolean): CapRule['find'] =>
  (alert) => resourcesOf(alert).flatMap(({ path, value }) => at(`${path}.${name}`, broken(value))); // prettier-ignore
const given = (text: string | undefined, form: RegExp): boolean => text === undefined || form.test(text);

/** Addresses and files that go with a message. */
export const linkRules = {
  web_relative: error((alert) => infosOf(alert).flatMap(({ path, value }) => at(`${path}.web`, !given(value.web, absolute)))),
  uri_relative: error(inResources('uri', ({ uri }) => !given(uri, absolute))),
  resource_unreachable: error(inResources('uri', ({ uri, derefUri }) => !uri && !derefUri)),
  media_type_form: error(inResources('mimeType', ({ mimeType }) => !/^[\w.+-]+\/[\w.+-]+$/.test(mimeType))),
  size_form: error(inResources('size', ({ size }) => !given(size, /^\d+$/))),
  /** The digest of a resource is SHA-1 (CAP 1.2 §3.2.3 digest). */
  digest_form: error(inResources('digest', ({ digest }) => !given(digest, /^[0-9a-f]{40}$/i))),
  digest_missing: warning(inResources('digest', ({ digest }) => digest === undefined)),
}; // prettier-ignore
