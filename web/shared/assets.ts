import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inPackage } from '../../config/paths.js';
import { paths } from './paths.js';

export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const own = (name: string, type: string): Asset => ({
  name,
  type,
  bytes: readFileSync(inPackage('web', 'shared', 'assets', name)),
});
const font = (subset: string): Asset => ({
  name: `vazirmatn-${subset}.woff2`,
  type: 'font/woff2',
  bytes: readFileSync(
    inPackage(
      'node_modules',
      '@fontsource-variable',
      'vazirmatn',
      'files',
      `vazirmatn-${subset}-wght-normal.woff2`,
    ),
  ),
});

const css = 'text/css; charset=utf-8';

/** Every file the pages load besides themselves, by name; all from here, nothing from other hosts. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  [
    own('base.css', css),
    own('newsroom.css', css),
    own('decision.css', css),
    own('desk.css', css),
    own('icon.svg', 'image/svg+xml'),
    font('arabic'),
    font('latin'),
  ].map((asset) => [asset.name, asset]),
);

/** Changes with any byte of any asset, so that addresses holding it may be cached for ever. */
export const assetsHash = [...assets.values()]
  .reduce((hash, { name, bytes }) => hash.update(name).update(bytes), createHash('sha256'))
  .digest('hex')
  .slice(0, 16);

/** The address of an asset. */
export function assetHref(name: string): string {
  if (!assets.has(name)) throw new Error(`no asset named ${name}`);
  return paths.asset(assetsHash, name);
}
