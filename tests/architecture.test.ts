import { describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode } from '@temporalio/worker';
import { createRequire } from 'node:module';
import { inPackage } from '../config/paths.js';
import { importsOf, roomOf, sourceFiles, textOf, type Import } from './support/sources.js';

/** What one room may import: other rooms, rooms of which it may see types alone, and packages. */
interface Room {
  rooms: string[];
  types?: string[];
  /** Only these; without the key, any but those of {@link RESERVED}. `node:` stands for Node's own modules. */
  packages?: string[];
}

const ROOMS: Record<string, Room> = {
  domain: { rooms: [], packages: [] },
  renderings: {
    rooms: ['domain', 'i18n'],
    packages: ['xmlbuilder2', 'fast-xml-parser', 'markdown-it', 'diff'],
  },
  workflows: {
    rooms: ['domain'],
    types: ['activities', '@temporalio/client'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    rooms: ['domain', 'renderings', 'database', 'channels', 'emails', 'i18n', 'config', 'workflows'],
  },
  api: { rooms: ['domain', 'renderings', 'workflows', 'database', 'web', 'i18n', 'contract', 'config'] },
  relay: { rooms: ['domain', 'database', 'workflows', 'config'] },
  worker: { rooms: ['activities', 'relay', 'config', 'database', 'channels', 'emails'] },
  channels: { rooms: [], types: ['domain'] },
  database: { rooms: ['domain', 'config'] },
  emails: { rooms: ['i18n'], types: ['domain'], packages: ['react', 'react-dom'] },
  web: { rooms: ['domain', 'renderings', 'i18n', 'contract', 'config'] },
  contract: { rooms: ['domain'], packages: ['zod', '@asteasolutions/zod-to-openapi'] },
  mailbox: { rooms: ['database', 'web', 'config', 'i18n'] },
  i18n: { rooms: ['domain'], packages: ['i18next', '@internationalized/date'] },
  config: { rooms: ['domain'] },
  cli: { rooms: ['*'] },
  start: { rooms: ['*'] },
  bench: { rooms: ['*'] },
  tests: { rooms: ['*'] },
};

/** Single files that may do more than their room, each for a reason. */
const EXCEPTIONS = [
  // Submission freezes the renderings in the transaction that makes the version.
  'database/freeze.ts imports renderings',
];

/** Packages that belong to some rooms alone. */
const RESERVED: Record<string, string[]> = {
  pg: ['database', 'api', 'relay', 'start', 'bench', 'tests'],
  'drizzle-orm': ['database', 'api', 'activities', 'relay', 'start', 'mailbox', 'cli', 'bench', 'tests'],
  express: ['api', 'mailbox', 'tests'],
  nodemailer: ['channels', 'activities', 'bench', 'tests'],
  '@temporalio/worker': ['worker', 'bench', 'tests'],
  '@temporalio/activity': ['activities', 'tests'],
  '@temporalio/client': ['api', 'relay', 'worker', 'start', 'cli', 'bench', 'tests'],
  '@temporalio/workflow': ['workflows', 'tests', 'bench'],
};

/** These wire everything together, so nobody may lean on them. */
const WIRING = new Set(['start', 'cli', 'bench', 'tests']);

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const tell = ({ file, target, typeOnly }: Import) =>
  `${file} imports ${typeOnly ? 'types of ' : ''}${target}`;

function isAllowed({ room, target, typeOnly }: Import): boolean {
  const { rooms, types = [], packages } = ROOMS[room] ?? { rooms: [] };
  if (target === room || (typeOnly && types.includes(target))) return true;
  if (target in ROOMS) return rooms.includes('*') || rooms.includes(target);
  return packages ? packages.includes(target) : (RESERVED[target]?.includes(room) ?? true);
}

describe('rooms', () => {
  test('every source file lies in a room', () => {
    expect(files.filter((file) => !(roomOf(file) in ROOMS))).toEqual([]);
  });

  test.each(Object.keys(ROOMS))('%s imports only what it may', (room) => {
    const broken = imports.filter((one) => one.room === room && !isAllowed(one));
    expect(broken.map(tell).filter((line) => !EXCEPTIONS.includes(line))).toEqual([]);
  });

  test('no exception is left over', () => {
    const broken = imports.filter((one) => !isAllowed(one)).map(tell);
    expect(EXCEPTIONS.filter((line) => !broken.includes(line))).toEqual([]);
  });

  test('nobody imports the wiring', () => {
    const broken = imports.filter(
      ({ room, target }) => WIRING.has(target) && room !== target && !WIRING.has(room),
    );
    expect(broken.map(tell)).toEqual([]);
  });
});

describe('purity', () => {
  const users = (room: string, impure: RegExp) =>
    sourceFiles(room).filter((file) => impure.test(withoutComments(textOf(file))));

  test('rules read no clock, no randomness, no locale, no environment', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.|crypto\.|Intl\.|toLocale\w*String|process\.)/;
    expect(users('domain', impure)).toEqual([]);
  });

  test("workflows use no Intl: without an argument it reads the worker's real clock", () => {
    expect(users('workflows', /\b(Intl\.|toLocale\w*String|performance\.|process\.)/)).toEqual([]);
  });

  test('no update validator is async: it would never refuse', () => {
    const text = sourceFiles('workflows').map(textOf).map(withoutComments).join('\n');
    const named = [...text.matchAll(/\bvalidator:\s*(\w+)/g)].map((match) => match[1] ?? '');
    const asynchronous = named.filter(
      (name) =>
        name === 'async' || new RegExp(`async function ${name}\\b|\\b${name}\\s*=\\s*async\\b`).test(text),
    );
    expect([...asynchronous, ...(text.match(/async\s+validator\b/g) ?? [])]).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });
});

describe('size', () => {
  const lines = (file: string) => textOf(file).trimEnd().split('\n').length;

  test('half of the rule files have fewer than 60 lines', () => {
    const sizes = sourceFiles('domain')
      .map(lines)
      .toSorted((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(60);
  });

  test('no file has more than 350 lines', () => {
    expect(files.filter((file) => lines(file) > 350)).toEqual([]);
  });
});

describe('Temporal', () => {
  test('the workflow bundle builds, with no module that a workflow may not have', async () => {
    const { code } = await bundleWorkflowCode({ workflowsPath: inPackage('workflows', 'index.ts') });
    expect(code).toContain('sourceMappingURL');
    expect(code).not.toMatch(/node_modules\/(zod|pg|drizzle-orm|nodemailer)\//);
  });

  test('all its packages share one protobufjs', () => {
    const names = ['client', 'worker', 'workflow', 'activity', 'common', 'testing', 'proto'];
    const own = createRequire(import.meta.url);
    const worker = createRequire(own.resolve('@temporalio/worker'));
    const copies = names.map((name) =>
      createRequire(worker.resolve(`@temporalio/${name}`)).resolve('protobufjs'),
    );
    expect(new Set([...copies, own.resolve('protobufjs')]).size).toBe(1);
  });
});

const withoutComments = (text: string): string => text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
