/** A change of one line that must turn one test red. */
export interface Sabotage {
  readonly name: string;
  readonly file: string;
  /** Text that stands exactly once in the file, and what replaces it. */
  readonly line: string;
  readonly becomes: string;
  /** The test file that must turn red, and (a pattern of) the facts in it. */
  readonly test: string;
  readonly facts?: string;
}

const constraints = 'tests/database/constraints.test.ts';
const tables = 'database/migrations/0002-announcements.sql';

export const sabotages: readonly Sabotage[] = [
  {
    name: 'two decisions may count for one seat',
    file: tables,
    line: 'create unique index decisions_one_a_request',
    becomes: 'create index decisions_one_a_request',
    test: constraints,
  },
  {
    name: 'one person may decide for two seats',
    file: tables,
    line: 'create unique index decisions_one_a_person',
    becomes: 'create index decisions_one_a_person',
    test: constraints,
  },
  {
    name: 'a version may be signed twice',
    file: tables,
    line: 'create unique index decisions_one_sign_off',
    becomes: 'create index decisions_one_sign_off',
    test: constraints,
  },
  {
    name: 'an approval may name the hash of another version',
    file: tables,
    line: '  foreign key (announcement_id, version, manifest_sha256) references versions (announcement_id, number, manifest_sha256),\n',
    becomes: '',
    test: constraints,
  },
  {
    name: 'a number may be given twice',
    file: tables,
    line: '  unique (number_series, number),\n',
    becomes: '',
    test: constraints,
  },
  {
    name: 'a text may have two active replacements',
    file: tables,
    line: 'create unique index replacements_one_active',
    becomes: 'create index replacements_one_active',
    test: constraints,
  },
  {
    name: 'two submissions may be under way',
    file: tables,
    line: 'create unique index acts_one_submission',
    becomes: 'create index acts_one_submission',
    test: constraints,
  },
  {
    name: 'a code alone may sign',
    file: tables,
    line: "check (stage <> 'sign_off' or assurance <> 'code')",
    becomes: 'check (true)',
    test: constraints,
  },
  {
    name: 'the database lets a contributor decide',
    file: tables,
    line: "raise exception 'a contributor may not decide' using errcode = 'check_violation';",
    becomes: 'null;',
    test: constraints,
  },
  {
    name: 'the audit can be changed',
    file: 'database/migrations/0001-foundation.sql',
    line: 'create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();',
    becomes: '',
    test: constraints,
  },
];
