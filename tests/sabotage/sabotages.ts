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
  {
    name: 'a contributor may sign',
    file: 'domain/people/separation.ts',
    line: 'person !== null && version.contributors.includes(person)',
    becomes: 'person === null && version.contributors.includes(person)',
    test: 'tests/domain/announcement/sign-off.test.ts',
  },
  {
    name: 'a reviewer may sign what they reviewed',
    file: 'domain/people/separation.ts',
    line: "return reviewed || objected ? [{ code: 'reviewer_may_not_sign' }] : [];",
    becomes: 'return [];',
    test: 'tests/domain/announcement/sign-off.test.ts',
  },
  {
    name: 'one person may fill two seats by the rules',
    file: 'domain/people/separation.ts',
    line: "return other ? [{ code: 'already_decided_another_seat', seat: other.seat }] : [];",
    becomes: 'return [];',
    test: 'tests/domain/announcement/review.test.ts',
  },
  {
    name: 'a decision need not name the hash it was shown',
    file: 'domain/announcement/shown.ts',
    line: "return shown === current ? [] : [{ code: 'hash_differs', shown, current }];",
    becomes: 'return [];',
    test: 'tests/domain/announcement/review.test.ts',
  },
  {
    name: 'a decision may name an older version',
    file: 'domain/announcement/shown.ts',
    line: "return shown === current ? [] : [{ code: 'version_differs', shown, current }];",
    becomes: 'return [];',
    test: 'tests/domain/announcement/review.test.ts',
  },
  {
    name: 'any assurance is enough',
    file: 'domain/announcement/shown.ts',
    line: "return needed.includes(given) ? [] : [{ code: 'assurance_too_low', needed }];",
    becomes: 'return [];',
    test: 'tests/domain/announcement/sign-off.test.ts',
  },
  {
    name: 'the same act again is decided again',
    file: 'domain/announcement/decide.ts',
    line: '  if (state.acts.includes(act.id)) return granted([]);\n',
    becomes: '',
    test: 'tests/domain/announcement',
  },
  {
    name: 'a waiver in a quorum counts for nothing',
    file: 'domain/policy/quorum.ts',
    line: 'Math.max(0, quorum.at_least.count - waived)',
    becomes: 'quorum.at_least.count',
    test: 'tests/domain/policy/quorum.test.ts',
  },
  {
    name: 'a quorum needs one approval less',
    file: 'domain/policy/quorum.ts',
    line: 'return approvals >= needed &&',
    becomes: 'return approvals >= needed - 1 &&',
    test: 'tests/domain/policy/quorum.test.ts',
  },
  {
    name: 'an expired text is released',
    file: 'domain/announcement/release-decision.ts',
    line: 'expired: version.expires <= facts.now',
    becomes: 'expired: false',
    test: 'tests/domain/announcement/release-decision.test.ts',
  },
  {
    name: 'bytes that differ are released',
    file: 'domain/announcement/release-decision.ts',
    line: 'bytes_differ: !facts.hashesMatch',
    becomes: 'bytes_differ: false',
    test: 'tests/domain/announcement/release-decision.test.ts',
  },
  {
    name: 'a missed schedule is released late',
    file: 'domain/announcement/release-decision.ts',
    line: 'return now > latest &&',
    becomes: 'return false && now > latest &&',
    test: 'tests/domain/announcement/release-decision.test.ts',
  },
  {
    name: 'any state allows an approval',
    file: 'domain/announcement/allowed-actions.ts',
    line: "review: ['in_review'],",
    becomes: "review: ['in_review', 'draft', 'awaiting_sign_off'],",
    test: 'tests/domain/announcement/allowed-actions.test.ts',
  },
  {
    name: 'bidi overrides pass',
    file: 'domain/text/check.ts',
    line: "  if (bidiOverrides.test(text)) yield 'text_bidi_override';\n",
    becomes: '',
    test: 'tests/domain/text/check.test.ts',
  },
  {
    name: 'lone surrogates pass',
    file: 'domain/text/check.ts',
    line: "  if (!text.isWellFormed()) yield 'text_lone_surrogate';\n",
    becomes: '',
    test: 'tests/domain/text/check.test.ts',
  },
  {
    name: 'a long Persian text counts as one part',
    file: 'domain/text/sms.ts',
    line: 'ucs2: { single: 70, several: 67 }',
    becomes: 'ucs2: { single: 71, several: 67 }',
    test: 'tests/domain/text/sms.test.ts',
  },
  {
    name: 'a validator is async',
    file: 'workflows/validate.ts',
    line: '(message: ActMessage) =>\n  validate(story, type, message);',
    becomes: 'async (message: ActMessage) =>\n  validate(story, type, message);',
    test: 'tests/workflows/mutex.test.ts',
  },
  {
    name: 'the run decides once and not again',
    file: 'workflows/settle.ts',
    line: 'if (!ruling.ok) return { act: act.id, events: [], void: ruling.refusals };',
    becomes: 'if (!ruling.ok) return { act: act.id, events: [] };',
    test: 'tests/workflows/mutex.test.ts',
  },
  {
    name: 'record takes anything at a place that is taken',
    file: 'database/record.ts',
    line: 'return sameEvents && entries.every(expected);',
    becomes: 'return entries.every(expected) || sameEvents;',
    test: 'tests/database/record.test.ts',
  },
  {
    name: "an act is recorded without the row's lock",
    file: 'database/announcements.ts',
    line: "    .for('update');",
    becomes: ';',
    test: 'tests/database/acts.test.ts',
  },
  {
    name: 'a lost worker may still mark',
    file: 'database/deliveries.ts',
    line: 'and d.row_number = m."row" and d.fence = ${fence} and d.state = \'sending\'',
    becomes: 'and d.row_number = m."row"',
    test: 'tests/activities/deliver.test.ts',
  },
  {
    name: 'a stop is not read by the window',
    file: 'database/deliveries.ts',
    line: "and (select state from fan) = 'running'",
    becomes: '',
    test: 'tests/activities/deliver.test.ts',
  },
  {
    name: 'opening a link decides',
    file: 'api/pages/decision.ts',
    line: '    context.metrics.linkFetched();\n',
    becomes:
      "    context.metrics.linkFetched();\n    await record(context, link, { id: derivedId('decision', link.invitation.id, '0'), decision: 'approve', note: null, manifestSha256: (await isForCode(context, link.invitation))?.manifestSha256 ?? '' });\n",
    test: 'tests/api/decision-link.test.ts',
  },
  {
    name: 'an empty code is a try',
    file: 'database/decision-links.ts',
    line: "  if (digits === '') return [{ code: 'invalid_request', field: 'code', problem: 'missing' }];\n",
    becomes: '',
    test: 'tests/api/decision-link.test.ts',
  },
  {
    name: 'any code will do',
    file: 'database/decision-links.ts',
    line: 'if (row.codeHmac?.equals(codeHmac(key, digits, invitation))) return [];',
    becomes: 'if (row.codeHmac) return [];',
    test: 'tests/api/decision-link.test.ts',
  },
  {
    name: 'a drill is read in public',
    file: 'database/public-reads.ts',
    line: '        eq(announcements.drill, query.drill),\n',
    becomes: '',
    test: 'tests/api/newsroom.test.ts',
  },
  {
    name: 'an export can be a formula',
    file: 'database/contact-export.ts',
    line: "/^[=+\\-@\\t\\r]/.test(text) ? `'${text}` : text",
    becomes: 'text',
    test: 'tests/database/contact-files.test.ts',
  },
  {
    name: 'who left keeps a session',
    file: 'database/people.ts',
    line: '  const ended = await endAccess(tx, id);',
    becomes: '  const ended = { sessions: 0, tokens: 0, invitations: 0 };',
    test: 'tests/database/people.test.ts',
  },
];
