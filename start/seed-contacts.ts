import type { Localized } from '../domain/language.js';
import { systemActor } from '../database/audit.js';
import type { Tx } from '../database/connection.js';
import { createContactList } from '../database/contact-lists.js';
import { addContact, type ContactFields } from '../database/contacts.js';
import { mustGrant } from '../database/ruling.js';
import { agencies } from './cast.js';

interface SeedList {
  readonly id: string;
  readonly slug: string;
  readonly name: Localized;
  readonly bulletin: boolean;
  readonly contacts: readonly ContactFields[];
}

const listId = (number: number) => `00000000-0000-4000-8000-${String(9000 + number)}00000000`;
const ordinals = ['یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه', 'ده', 'یازده', 'دوازده'];

const journalists = ordinals.slice(0, 6).map((ordinal, index): ContactFields => {
  const foreign = index === 5;
  return {
    email: `journalist${index + 1}@example.test`,
    name: foreign ? 'Correspondent' : `خبرنگار ${ordinal}`,
    organisation: foreign ? 'Example Press' : `خبرگزاری نمونهٔ ${ordinal}`,
    language: foreign ? 'en' : 'fa',
  };
});

const citizens = ordinals.map((ordinal, index): ContactFields => ({
  email: `citizen${index + 1}@example.test`,
  name: `شهروند ${ordinal}`,
  organisation: '',
  language: index % 6 === 5 ? 'en' : 'fa',
}));

const deskOfAgencies = agencies.map(({ slug, name }): ContactFields => ({
  email: `${slug}.desk@example.test`,
  name: `میز خبر ${name.fa}`,
  organisation: name.fa,
  language: 'fa',
}));

/** The lists of the trial province; the first of them is the audience of nearly every text. */
export const contactLists = {
  journalists: {
    id: listId(1),
    slug: 'journalists',
    name: { fa: 'خبرنگاران', en: 'Journalists' },
    bulletin: true,
    contacts: journalists,
  },
  agencies: {
    id: listId(2),
    slug: 'agencies',
    name: { fa: 'دستگاه‌ها', en: 'Agencies' },
    bulletin: false,
    contacts: deskOfAgencies,
  },
  citizens: {
    id: listId(3),
    slug: 'citizens',
    name: { fa: 'شهروندان', en: 'Citizens' },
    bulletin: true,
    contacts: citizens,
  },
} as const satisfies Record<string, SeedList>;

/** Makes the three lists and their contacts. */
export async function seedContacts(tx: Tx): Promise<void> {
  for (const { id, slug, name, bulletin, contacts } of Object.values(contactLists)) {
    mustGrant(await createContactList(tx, systemActor, { slug, name, bulletin }, id));
    for (const contact of contacts) mustGrant(await addContact(tx, systemActor, id, contact));
  }
}
