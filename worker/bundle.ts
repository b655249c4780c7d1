import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inPackage } from '../config/paths.js';

/** The workflows as the build bundled them; from their sources where nothing was built, as in tests. */
export async function workflowCode(): Promise<
  { workflowBundle: { codePath: string } } | { workflowsPath: string }
> {
  const codePath = inPackage('dist', 'workflow-bundle.js');
  const compiled = import.meta.url.endsWith('.js');
  if (compiled && existsSync(codePath)) return { workflowBundle: { codePath } };
  return {
    workflowsPath: fileURLToPath(new URL(`../workflows/index.${compiled ? 'js' : 'ts'}`, import.meta.url)),
  };
}
