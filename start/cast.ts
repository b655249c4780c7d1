import type { Localized } from '../domain/language.js';
import { officeAgency, type Duty, type Person, type Role } from '../domain/people/person.js';

/** An agency as the trial province has it. */
export interface CastAgency {
  readonly slug: string;
  readonly name: Localized;
  readonly spokesperson: string;
}

/** The eight agencies that hold seats, in the order of the province's list. */
export const seatSlugs = [
  'crisis-management',
  'health',
  'red-crescent',
  'police',
  'roads',
  'water',
  'electricity',
  'education',
] as const;
export type SeatSlug = (typeof seatSlugs)[number];

const short: Record<SeatSlug, Localized> = {
  'crisis-management': { fa: 'مدیریت بحران', en: 'Crisis Management' },
  health: { fa: 'بهداشت', en: 'Health' },
  'red-crescent': { fa: 'هلال احمر', en: 'Red Crescent' },
  police: { fa: 'انتظامی', en: 'Police' },
  roads: { fa: 'راه', en: 'Roads' },
  water: { fa: 'آب', en: 'Water' },
  electricity: { fa: 'برق', en: 'Electricity' },
  education: { fa: 'آموزش', en: 'Education' },
};

const full: Record<SeatSlug, Localized> = {
  'crisis-management': { fa: 'ادارهٔ کل مدیریت بحران', en: 'Crisis Management Office' },
  health: { fa: 'دانشگاه علوم پزشکی', en: 'University of Medical Sciences' },
  'red-crescent': { fa: 'جمعیت هلال احمر', en: 'Red Crescent Society' },
  police: { fa: 'فرماندهی انتظامی', en: 'Police Command' },
  roads: { fa: 'ادارهٔ کل راهداری', en: 'Road Maintenance Office' },
  water: { fa: 'شرکت آب و فاضلاب', en: 'Water and Wastewater Company' },
  electricity: { fa: 'شرکت توزیع برق', en: 'Electricity Distribution Company' },
  education: { fa: 'ادارهٔ کل آموزش و پرورش', en: 'Education Office' },
};

/** Every agency of the trial province: the governor's office and the eight that hold seats. */
export const agencies: readonly CastAgency[] = [
  {
    slug: officeAgency,
    name: { fa: 'استانداری', en: "Governor's Office" },
    spokesperson: 'مدیر کل روابط عمومی استانداری',
  },
  ...seatSlugs.map((slug) => ({ slug, name: full[slug], spokesperson: `سخنگوی ${full[slug].fa}` })),
];

/** Fixed identifiers, so that links and tests name the same people in every trial. */
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

interface Part {
  readonly number: number;
  readonly mailbox: string;
  readonly name: Localized;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly duty: Duty;
  readonly posts?: readonly string[];
}

const play = ({ number, mailbox, name, roles, agency, duty, posts = [] }: Part): Person => ({
  id: idOf(number),
  email: `${mailbox}@example.test`,
  name,
  language: 'fa',
  roles,
  agency,
  duty,
  posts,
  left: false,
});

/** The people of the governor's office, and the auditor, who belongs to no agency. */
export const office = {
  governor: play({
    number: 1,
    mailbox: 'governor',
    name: { fa: 'استاندار', en: 'Governor' },
    roles: ['signatory'],
    agency: officeAgency,
    duty: 'manager',
    posts: ['governor'],
  }),
  politicalDeputy: play({
    number: 2,
    mailbox: 'political-deputy',
    name: { fa: 'معاون سیاسی استاندار', en: 'Political Deputy' },
    roles: ['signatory'],
    agency: officeAgency,
    duty: 'stand_in',
    posts: ['political-deputy'],
  }),
  dutyOfficer: play({
    number: 3,
    mailbox: 'duty-officer',
    name: { fa: 'افسر کشیک استانداری', en: 'Duty Officer' },
    roles: ['duty_officer'],
    agency: officeAgency,
    duty: 'officer',
    posts: ['duty-officer'],
  }),
  administrator: play({
    number: 4,
    mailbox: 'administrator',
    name: { fa: 'مدیر سامانه', en: 'Administrator' },
    roles: ['administrator'],
    agency: officeAgency,
    duty: 'officer',
  }),
  secondAdministrator: play({
    number: 5,
    mailbox: 'second-administrator',
    name: { fa: 'مدیر دوم سامانه', en: 'Second Administrator' },
    roles: ['administrator'],
    agency: officeAgency,
    duty: 'officer',
  }),
  auditor: play({
    number: 6,
    mailbox: 'auditor',
    name: { fa: 'بازرس', en: 'Auditor' },
    roles: ['auditor'],
    agency: null,
    duty: 'officer',
  }),
  officer: play({
    number: 7,
    mailbox: 'officer',
    name: { fa: 'مسئول روابط عمومی استانداری', en: "Governor's Office PR Officer" },
    roles: ['officer'],
    agency: officeAgency,
    duty: 'officer',
  }),
  secondOfficer: play({
    number: 8,
    mailbox: 'second-officer',
    name: { fa: 'کارشناس روابط عمومی استانداری', en: "Governor's Office Second PR Officer" },
    roles: ['officer'],
    agency: officeAgency,
    duty: 'officer',
  }),
} as const satisfies Record<string, Person>;

/** One agency's own people: who writes, who approves, who approves in the manager's place. */
export interface AgencyPeople {
  readonly officer: Person;
  readonly manager: Person;
  readonly standIn: Person;
}

function staff(slug: SeatSlug, index: number): AgencyPeople {
  const number = 101 + index * 10;
  const { fa, en } = short[slug];
  const common = { agency: slug } as const;
  return {
    officer: play({
      ...common,
      number,
      mailbox: `${slug}.officer`,
      name: { fa: `مسئول روابط عمومی ${fa}`, en: `${en} PR Officer` },
      roles: ['officer'],
      duty: 'officer',
    }),
    manager: play({
      ...common,
      number: number + 1,
      mailbox: `${slug}.manager`,
      name: { fa: `مدیر ${fa}`, en: `${en} Manager` },
      roles: ['reviewer'],
      duty: 'manager',
    }),
    standIn: play({
      ...common,
      number: number + 2,
      mailbox: `${slug}.stand-in`,
      name: { fa: `جانشین مدیر ${fa}`, en: `${en} Stand-in` },
      roles: ['reviewer'],
      duty: 'stand_in',
    }),
  };
}

/** The people of the eight agencies, by slug. */
export const staffOf = Object.fromEntries(
  seatSlugs.map((slug, index) => [slug, staff(slug, index)]),
) as Record<SeatSlug, AgencyPeople>;

/** Everybody in the trial province. */
export const everybody: readonly Person[] = [
  ...Object.values(office),
  ...Object.values(staffOf).flatMap(({ officer, manager, standIn }) => [officer, manager, standIn]),
];
