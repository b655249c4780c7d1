import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of package.json. Sources and their compiled copies under dist/ find the same one, so files
 * that are not TypeScript (SQL, fonts, style sheets, catalogues) are read from here and never copied.
 */
export const packageRoot = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/** A path below {@link packageRoot}. */
export const inPackage = (...parts: string[]): string => join(packageRoot, ...parts);

/** The numbered SQL migrations. */
export const migrationsFolder = inPackage('database', 'migrations');

/** The office's policies, one YAML file each. */
export const policiesFolder = inPackage('policies');

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the program');
  return nearestPackage(parent);
}
