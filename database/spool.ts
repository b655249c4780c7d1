import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A received file, kept for as long as it is worked on and readable by its owner alone. */
export interface Spooled {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/**
 * Receives a stream whole before anything is done with it, so that a slow sender never holds a transaction open.
 * Answers `too_large` beyond `limit` bytes, having read no more than that. The file is gone when `use` is done.
 */
export async function spooled<T>(
  input: AsyncIterable<Uint8Array>,
  limit: number,
  use: (file: Spooled) => Promise<T>,
): Promise<T | 'too_large'> {
  const folder = await mkdtemp(join(tmpdir(), 'eblagh-upload-'));
  try {
    const path = join(folder, 'file');
    const received = await receive(input, path, limit);
    if (received === 'too_large') return received;
    return await use({ ...received, read: () => createReadStream(path) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(
  input: AsyncIterable<Uint8Array>,
  path: string,
  limit: number,
): Promise<Omit<Spooled, 'read'> | 'too_large'> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of input) {
      bytes += chunk.length;
      if (bytes > limit) return 'too_large';
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
