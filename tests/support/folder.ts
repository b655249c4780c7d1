import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, readPidFile, runningFromPidFile, signal, writePidFile } from '../../start/identity.js';

const PREFIX = 'eblagh-test-';
const OWNER = 'owner.pid';

/** A folder for one run of the suite, which remembers whose it is and which servers run in it. */
export class TestFolder {
  private constructor(readonly path: string) {}

  /** Makes one, and clears away what runs that were killed left behind: their servers and their folders. */
  static make(): TestFolder {
    for (const name of readdirSync(tmpdir())) if (name.startsWith(PREFIX)) sweep(join(tmpdir(), name));
    const path = mkdtempSync(join(tmpdir(), PREFIX));
    chmodSync(path, 0o755);
    const self = identify(process.pid);
    if (self) writePidFile(join(path, OWNER), self);
    return new TestFolder(path);
  }

  /** Remembers a server, so that a later run can end it if this one is killed. */
  remember(name: string, pid: number): void {
    const identity = identify(pid);
    if (identity) writePidFile(join(this.path, `${name}.pid`), identity);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function sweep(path: string): void {
  const owner = readPidFile(join(path, OWNER));
  if (!owner || runningFromPidFile(join(path, OWNER))) return;
  for (const name of readdirSync(path).filter((file) => file.endsWith('.pid'))) {
    const server = readPidFile(join(path, name));
    if (server) signal(server, 'SIGKILL');
  }
  rmSync(path, { recursive: true, force: true });
}
