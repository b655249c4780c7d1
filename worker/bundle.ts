import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inPackage } from '../config/paths.js';

/** The workflows as the build bundled them, or from their sources where nothing was built. */
export function workflowCode(
  codePath = inPackage('dist', 'workflow-bundle.js'),
): { workflowBundle: { codePath: string } } | { workflowsPath: string } {
  const compiled = import.meta.url.endsWith('.js');
  const given = codePath !== inPackage('dist', 'workflow-bundle.js');
  if (given || (compiled && existsSync(codePath))) return { workflowBundle: { codePath } };
  return {
    workflowsPath: fileURLToPath(new URL(`../workflows/index.${compiled ? 'js' : 'ts'}`, import.meta.url)),
  };
}
