import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import { Refused } from '../../database/ruling.js';
import { refuse } from './refuse.js';

/** Greatest upload, in bytes: a million contacts of a hundred bytes, and room. */
export const LARGEST_UPLOAD = 200 * 1024 * 1024;

/** An uploaded body laid in a file, so that its hash is known before anything is done with it. */
export interface Spooled {
  readonly sha256: Buffer;
  open(): Readable;
  discard(): Promise<void>;
}

/** Takes an upload of this media type. Refuses another type and more than {@link LARGEST_UPLOAD}. */
export async function spooled(req: Request, mediaType: string): Promise<Spooled> {
  if (!req.is(mediaType)) refuse({ code: 'unsupported_media_type' });
  const folder = await mkdtemp(join(tmpdir(), 'eblagh-upload-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'body');
  const hash = createHash('sha256');
  try {
    await pipeline(req, counted(hash), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await discard();
    throw error;
  }
  return { sha256: hash.digest(), open: () => createReadStream(path), discard };
}

function counted(hash: ReturnType<typeof createHash>): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > LARGEST_UPLOAD ? new Refused([{ code: 'too_large', limit: LARGEST_UPLOAD }]) : null, chunk);
    },
  });
}
