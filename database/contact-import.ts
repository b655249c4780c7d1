import { sql } from 'drizzle-orm';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { audit, type Actor } from './audit.js';
import { inTransaction, type Db, type Tx } from './connection.js';
import { contactFileLimits, readContacts, type CsvContact } from './contact-csv.js';
import { CsvRefused } from './contact-decode.js';
import { loadContactList } from './contact-lists.js';
import { spooled, type Spooled } from './spool.js';

/** What an import did, or a dry run would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Of the file's bytes, in hex: whoever imports after a dry run can see that it is the same file. */
  readonly sha256: string;
  readonly rows: number;
  /** New to the office; with changed fields; as they were. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly addedToList: number;
  readonly alreadyOnList: number;
  /** On the list after this, but they took themselves off the bulletins and receive none. */
  readonly unsubscribed: number;
  readonly preview: readonly Pick<CsvContact, 'email' | 'name' | 'organisation' | 'language'>[];
}

/** Faults shown at once; a file with more of them is mended in rounds. */
const MOST_REFUSALS = 100;
const BATCH = 2000;
const PREVIEW = 10;

/**
 * Puts the contacts of a CSV file on a list: all of them, or none and every reason with its line. A dry run reports
 * the same and changes nothing. An empty cell never wipes what the office knows. Audited with counts.
 */
export async function importContacts(
  db: Db,
  actor: Actor,
  { list, input, dryRun }: { list: string; input: AsyncIterable<Uint8Array>; dryRun: boolean },
): Promise<Ruling<ImportReport>> {
  const found = await loadContactList(db, list);
  if (!found) return refused({ code: 'not_found' });
  const report = await spooled(input, contactFileLimits.bytes, (file) =>
    inTransaction(db, (tx) => importFile(tx, actor, { list: found.id, file, dryRun })),
  );
  return report === 'too_large'
    ? refused({ code: 'csv', problem: 'too_large', line: null, column: null })
    : report;
}

async function importFile(
  tx: Tx,
  actor: Actor,
  { list, file, dryRun }: { list: string; file: Spooled; dryRun: boolean },
): Promise<Ruling<ImportReport>> {
  const refusals = await stage(tx, file);
  if (refusals.length === 0) refusals.push(...(await repeated(tx)));
  if (refusals.length > 0) return refused(...refusals);
  const report = { dryRun, sha256: file.sha256, ...(await count(tx, list)), preview: await preview(tx) };
  if (dryRun) return granted(report);
  await apply(tx, list);
  const { preview: _, ...details } = report;
  await audit(tx, {
    actor,
    action: 'contacts_imported',
    subject: { kind: 'contact_list', id: list },
    details,
  });
  return granted(report);
}

/** Reads the file into a table of this transaction's own; gives what is wrong with it. */
async function stage(tx: Tx, file: Spooled): Promise<Refusal[]> {
  await tx.execute(sql`create temporary table imported (
    line int not null, email text not null, email_key text not null, name text not null, organisation text not null,
    language text) on commit drop`);
  const refusals: Refusal[] = [];
  let batch: CsvContact[] = [];
  try {
    for await (const row of readContacts(file.read())) {
      if ('refusals' in row) refusals.push(...row.refusals);
      else batch.push(row.contact);
      if (refusals.length >= MOST_REFUSALS) return refusals.slice(0, MOST_REFUSALS);
      if (batch.length === BATCH) batch = await insertBatch(tx, batch);
    }
    await insertBatch(tx, batch);
  } catch (error) {
    if (!(error instanceof CsvRefused)) throw error;
    refusals.push({ code: 'csv', problem: error.problem, line: error.line, column: error.column });
  }
  return refusals;
}

async function insertBatch(tx: Tx, batch: readonly CsvContact[]): Promise<[]> {
  const column = (key: keyof CsvContact) => sql.param(batch.map((contact) => contact[key]));
  await tx.execute(sql`insert into imported select * from unnest(
    ${column('line')}::int[], ${column('email')}::text[], ${column('emailKey')}::text[], ${column('name')}::text[],
    ${column('organisation')}::text[], ${column('language')}::text[])`);
  return [];
}

/** Addresses that stand in the file a second time, in any spelling. */
async function repeated(tx: Tx): Promise<Refusal[]> {
  const { rows } = await tx.execute<{ line: number; email: string }>(sql`
    select line, email from (
      select line, email, row_number() over (partition by email_key order by line) as nth from imported) again
    where nth > 1 order by line limit ${MOST_REFUSALS}`);
  return rows.map(({ line, email }) => ({ code: 'csv', problem: 'email_repeated', line, column: email }));
}

type Counts = Pick<
  ImportReport,
  'rows' | 'created' | 'updated' | 'unchanged' | 'addedToList' | 'alreadyOnList' | 'unsubscribed'
>;

/** Whether a row says something else than the office knows; empty cells say nothing. */
const differs = sql.raw(`(i.name not in ('', c.name) or i.organisation not in ('', c.organisation)
  or i.language is distinct from c.language and i.language is not null)`);

async function count(tx: Tx, list: string): Promise<Counts> {
  await tx.execute(sql`analyze imported`);
  const { rows } = await tx.execute<Record<keyof Counts, number>>(sql`
    select count(*)::int as rows,
      (count(*) filter (where c.id is null))::int as created,
      (count(*) filter (where c.id is not null and ${differs}))::int as updated,
      (count(*) filter (where c.id is not null and not ${differs}))::int as unchanged,
      (count(*) filter (where m.contact_id is null))::int as "addedToList",
      count(m.contact_id)::int as "alreadyOnList",
      count(u.contact_id)::int as unsubscribed
    from imported i
    left join contacts c using (email_key)
    left join contact_list_members m on m.contact_id = c.id and m.list_id = ${list}
    left join unsubscribes u on u.contact_id = c.id`);
  const [counts] = rows;
  if (!counts) throw new Error('a count without a row');
  return counts;
}

async function preview(tx: Tx): Promise<ImportReport['preview']> {
  const { rows } = await tx.execute<ImportReport['preview'][number] & Record<string, unknown>>(
    sql`select email, name, organisation, language from imported order by line limit ${PREVIEW}`,
  );
  return rows;
}

/** Addresses are taken in one order, so that two imports at once wait for each other and never deadlock. */
async function apply(tx: Tx, list: string): Promise<void> {
  await tx.execute(sql`
    insert into contacts as c (email, email_key, name, organisation, language)
    select email, email_key, name, organisation, coalesce(language, 'fa') from imported order by email_key
    on conflict (email_key) do nothing`);
  await tx.execute(sql`
    update contacts c set updated_at = now(), name = coalesce(nullif(i.name, ''), c.name),
      organisation = coalesce(nullif(i.organisation, ''), c.organisation), language = coalesce(i.language, c.language)
    from imported i where i.email_key = c.email_key and ${differs}`);
  await tx.execute(sql`
    insert into contact_list_members (list_id, contact_id)
    select ${list}, c.id from imported i join contacts c using (email_key) on conflict do nothing`);
}
