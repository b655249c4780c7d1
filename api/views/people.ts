import type { PersonRef } from '../../database/reference-names.js';

export type PersonNamed = (id: string) => PersonRef;

/** Names people in answers; an id that nobody has is shown as itself. */
export const naming =
  (people: ReadonlyMap<string, PersonRef>): PersonNamed =>
  (id) =>
    people.get(id) ?? { id, name: { fa: id, en: id }, agency: null };
