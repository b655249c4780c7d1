import { createHash } from 'node:crypto';
import { isNull, sql } from 'drizzle-orm';
import { inOffice } from '../domain/people/posts.js';
import { audit, cliActor } from './audit.js';
import { schemaSha256, type BackupEnd, type BackupHeader } from './backup.js';
import { inTransaction, type Db, type Tx } from './connection.js';
import { personByEmail } from './people.js';
import { rebindLinks } from './rebind-links.js';
import { keepBack, type KeptBack } from './restore-holds.js';
import { apiTokens, installation } from './schema.js';
import { lastingTables, schemaVersion, type Table } from './tables.js';

const BATCH = 500;

/** Why a backup was not restored. Nothing was changed. */
export const restoreFaults = [
  'not_a_backup', 'truncated', 'checksum', 'other_schema', 'other_mode', 'not_empty', 'person_unknown',
] as const; // prettier-ignore
export type RestoreFault = (typeof restoreFaults)[number];

export class RestoreRefused extends Error {
  override name = 'RestoreRefused';
  constructor(readonly fault: RestoreFault) {
    super(fault);
  }
}

/** What came back, and what was held so that nobody is mailed again unasked. */
export interface Restored extends KeptBack {
  readonly header: BackupHeader;
  readonly rows: Readonly<Record<string, number>>;
  readonly revokedTokens: number;
  /** Open links that were made with another SECRET_KEY; those in mails already sent are dead. */
  readonly reboundLinks: number;
}

export interface RestoreOptions {
  /** Opens the backup and gives its lines without their line ends; read twice, the first time to see that it is whole. */
  readonly open: () => AsyncIterable<string>;
  /** Who answers for it: somebody of the governor's office in the backup, under whose name holds and stops are recorded. */
  readonly by: string;
  readonly secretKey: string;
}

/**
 * Fills a migrated, empty database from a backup, whole or not at all. A backup is older than the world: what was signed
 * and not yet released is held, fan-outs under way are stopped, API tokens are revoked; people free and continue them
 * one by one. Refuses a file that is not whole, and a database of another schema or mode or with anything in it.
 */
export async function restore(db: Db, { open, by, secretKey }: RestoreOptions): Promise<Restored> {
  const { header, rows } = await check(open());
  return inTransaction(db, async (tx) => {
    await load(tx, header, open());
    const person = await personByEmail(tx, by);
    if (!person || person.left || !inOffice(person)) throw new RestoreRefused('person_unknown');
    const kept = await keepBack(tx, person, secretKey);
    const revokedTokens = await revokeTokens(tx);
    const reboundLinks = await rebindLinks(tx, secretKey);
    const held = { ...kept, revokedTokens, reboundLinks };
    const details = { ...held, from: header.at, by: person.id };
    await audit(tx, {
      actor: cliActor,
      action: 'restored',
      subject: { kind: 'installation', id: header.mode },
      details,
    });
    return { header, rows, ...held };
  });
}

async function revokeTokens(tx: Tx): Promise<number> {
  const revoked = await tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(isNull(apiTokens.revokedAt))
    .returning({ id: apiTokens.id });
  return revoked.length;
}

/** Reads a backup to its end and sees that every byte is as it was written. */
async function check(lines: AsyncIterable<string>): Promise<Pick<Restored, 'header' | 'rows'>> {
  const hash = createHash('sha256');
  let header: BackupHeader | null = null;
  for await (const line of lines) {
    if (header === null) header = asHeader(parse(line));
    else if (line.startsWith('{"end":')) {
      const { end, sha256 } = parse(line) as unknown as BackupEnd;
      if (sha256 !== hash.digest('hex')) throw new RestoreRefused('checksum');
      return { header, rows: end };
    }
    hash.update(`${line}\n`);
  }
  throw new RestoreRefused('truncated');
}

async function load(tx: Tx, header: BackupHeader, lines: AsyncIterable<string>): Promise<void> {
  const tables = await lastingTables(tx);
  await refuseFull(tx, tables);
  await refuseUnfit(tx, header);
  const loader = new Loader(tx, tables);
  for await (const line of lines) {
    const { table, row } = parse(line);
    if (typeof table === 'string') await loader.take(table, row);
  }
  await loader.finish();
}

function parse(line: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    throw new RestoreRefused('not_a_backup');
  }
  throw new RestoreRefused('not_a_backup');
}

function asHeader(parsed: Record<string, unknown>): BackupHeader {
  if (parsed['format'] !== 'eblagh-backup' || parsed['version'] !== 1)
    throw new RestoreRefused('not_a_backup');
  return parsed as unknown as BackupHeader;
}

async function refuseUnfit(tx: Tx, { schema, mode }: BackupHeader): Promise<void> {
  if (schema !== schemaSha256(await schemaVersion(tx))) throw new RestoreRefused('other_schema');
  const [kept] = await tx.select({ mode: installation.mode }).from(installation);
  if (kept && kept.mode !== mode) throw new RestoreRefused('other_mode');
  await tx.delete(installation);
}

async function refuseFull(tx: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables.filter((table) => table.name !== 'installation')) {
    const { rows } = await tx.execute(sql`select from ${sql.identifier(name)} limit 1`);
    if (rows.length > 0) throw new RestoreRefused('not_empty');
  }
}

/** Writes rows in batches, table after table, and then sets the counters of the identity columns. */
class Loader {
  private batch: unknown[] = [];
  private table: Table | null = null;

  constructor(
    private readonly tx: Tx,
    private readonly tables: readonly Table[],
  ) {}

  async take(name: string, row: unknown): Promise<void> {
    if (this.table?.name !== name) {
      await this.flush();
      this.table = this.tables.find((table) => table.name === name) ?? null;
      if (!this.table) throw new RestoreRefused('not_a_backup');
    }
    this.batch.push(row);
    if (this.batch.length === BATCH) await this.flush();
  }

  async finish(): Promise<void> {
    await this.flush();
    for (const { name, identities } of this.tables)
      for (const column of identities)
        await this.tx.execute(sql`select setval(pg_get_serial_sequence(${name}, ${column}),
          (select max(${sql.identifier(column)}) from ${sql.identifier(name)}))`);
  }

  private async flush(): Promise<void> {
    if (!this.table || this.batch.length === 0) return;
    const { name, columns } = this.table;
    const into = sql.identifier(name);
    const list = sql.join(
      columns.map((column) => sql.identifier(column)),
      sql`, `,
    );
    await this.tx.execute(sql`insert into ${into} (${list}) overriding system value
      select ${list} from json_populate_recordset(null::${into}, ${JSON.stringify(this.batch)}::json)`);
    this.batch = [];
  }
}
