import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { packageRoot } from '../../config/paths.js';

const OUTSIDE = new Set(['node_modules', 'dist', 'data']);

/** One import of one source file. */
export interface Import {
  file: string;
  room: string;
  /** A room of the repository, a package, or `node:` for Node's own modules. */
  target: string;
  typeOnly: boolean;
}

/** Source files below a folder of the repository, as paths from its root. */
export function sourceFiles(folder = '.'): string[] {
  return readdirSync(join(packageRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return OUTSIDE.has(entry.name) || entry.name.startsWith('.') ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

export const textOf = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');
export const roomOf = (file: string): string => file.split('/')[0] ?? '';

/** Every import, export-from, bare import and import() of a file. */
export function importsOf(file: string): Import[] {
  const statements =
    /(?:^|[;\n])\s*(?:import|export)\s+(type\s)?[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s+()['"]([^'"]+)['"]|\bimport\(\s*()['"]([^'"]+)['"]/g;
  return [...textOf(file).matchAll(statements)].map((match) => ({
    file,
    room: roomOf(file),
    target: targetOf(file, match[2] ?? match[4] ?? match[6] ?? ''),
    typeOnly: match[1] !== undefined,
  }));
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return roomOf(relative(packageRoot, resolve(packageRoot, dirname(file), specifier)));
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
  return specifier.startsWith('node:') || builtinModules.includes(name) ? 'node:' : name;
}
