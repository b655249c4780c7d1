import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Command } from 'commander';
import { errorCode } from '../../config/errors.js';
import { backup } from '../../database/backup.js';
import { restore, RestoreRefused } from '../../database/restore.js';
import { formatReleasedAt } from '../../i18n/format.js';
import { NotDone, type Cli } from '../cli.js';
import { withOffice } from '../office.js';

/** `eblagh backup` and `eblagh restore` */
export function addBackup(program: Command, cli: Cli): void {
  const { t } = cli;
  program
    .command('backup')
    .description(t('cli.backup.about'))
    .argument('<file>', t('cli.backup.file'))
    .action((file: string) => write(cli, file));
  program
    .command('restore')
    .description(t('cli.restore.about'))
    .argument('<file>', t('cli.restore.file'))
    .requiredOption('--by <email>', t('cli.restore.by'))
    .action((file: string, { by }: { by: string }) => bringBack(cli, file, by));
}

const isZipped = (file: string): boolean => file.endsWith('.gz');
const total = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

async function write(cli: Cli, file: string): Promise<void> {
  const rows = await withOffice(cli, async ({ db }) => {
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    await opened(cli, target, file);
    const sink = isZipped(file) ? createGzip() : target;
    if (sink !== target) sink.pipe(target);
    const failed = finished(target);
    failed.catch(() => undefined);
    try {
      const counts = await backup(db, async (lines) => {
        if (!sink.write(lines)) await Promise.race([once(sink, 'drain'), failed]);
      });
      sink.end();
      await failed;
      return counts;
    } catch (error) {
      target.destroy();
      await rm(file, { force: true });
      throw error;
    }
  });
  cli.report({ file, rows }, cli.t('cli.backup.done', { rows: total(rows), file }));
}

/** A backup never takes another's place. */
async function opened(cli: Cli, target: NodeJS.EventEmitter, file: string): Promise<void> {
  try {
    await once(target, 'open');
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new NotDone([cli.t('cli.backup.exists', { file })]);
    throw error;
  }
}

async function bringBack(cli: Cli, file: string, by: string): Promise<void> {
  const { t } = cli;
  await refuseUnreadable(cli, file);
  const restored = await withOffice(
    cli,
    ({ db, config }) => restore(db, { open: () => linesOf(file), by, secretKey: config.secretKey }),
    { begins: true },
  );
  const { header, rows, heldReleases: releases, stoppedFanOuts: fanOuts, revokedTokens: tokens } = restored;
  const at = formatReleasedAt(header.at, cli.language);
  cli.report(restored, t('cli.restore.done', { rows: total(rows), at }));
  if (cli.json) return;
  cli.say(t('cli.restore.held', { releases, fanOuts }));
  cli.say(t('cli.restore.revoked', { tokens }));
  if (restored.reboundLinks > 0) cli.say(t('cli.restore.otherKey', { count: restored.reboundLinks }));
}

async function refuseUnreadable(cli: Cli, file: string): Promise<void> {
  const stream = createReadStream(file);
  try {
    await once(stream, 'open');
  } catch {
    throw new NotDone([cli.t('cli.says.noFile', { file })]);
  } finally {
    stream.destroy();
  }
}

/** The lines of a backup; one that is damaged inside its compression is refused as such. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const plain = isZipped(file) ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => plain.destroy(error));
  try {
    let rest = '';
    for await (const chunk of plain.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (error) {
    throw String(errorCode(error)).startsWith('Z_') ? new RestoreRefused('checksum') : error;
  } finally {
    bytes.destroy();
  }
}
