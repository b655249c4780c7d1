/**
 * Pictures of every page and mail (`mail-…`) with sample data, for holding them against the rules of look: `node scripts/screenshots.mjs <folder> [name…]`.
 * Serves the pages on loopback and drives the system's Chromium (CHROMIUM, or /usr/bin/chromium).
 */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { register } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

register('./ts-loader.mjs', import.meta.url);
const { pages } = await import('../tests/web/pages.ts');
const { mails } = await import('../tests/emails/samples.ts');
const { composeStaffMail } = await import('../emails/staff-mail.ts');
const { assets } = await import('../web/shared/assets.ts');

const mailNames = Object.keys(mails('fa', false)).map((name) => `mail-${name}`);
const draw = (name, look) =>
  name.startsWith('mail-')
    ? composeStaffMail(mails(look.language, look.drill)[name.slice(5)], look.language).html
    : pages[name](look);
const policy = (name) =>
  name.startsWith('mail-')
    ? "default-src 'none'; style-src 'unsafe-inline'"
    : "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'";

const [folder = 'screenshots', ...names] = process.argv.slice(2);
const looks = ['fa', 'en'].flatMap((language) => [false, true].map((drill) => ({ language, drill })));
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1200, height: 800 } };

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const asset = assets.get(pathname.split('/').pop());
  if (pathname.startsWith('/assets/') && asset)
    return response.setHeader('content-type', asset.type).end(asset.bytes);
  const name = pathname.slice(1);
  if (!pages[name] && !mailNames.includes(name)) return response.writeHead(404).end();
  const look = { language: searchParams.get('lang'), drill: searchParams.has('drill') };
  return response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .setHeader('content-security-policy', policy(name))
    .end(draw(name, look));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const { port } = server.address();

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
for (const [size, viewport] of Object.entries(sizes)) {
  const page = await browser.newPage({ viewport, colorScheme: process.env.SCHEME ?? 'light' });
  for (const name of names.length > 0 ? names : [...Object.keys(pages), ...mailNames]) {
    for (const { language, drill } of looks) {
      await page.goto(`http://127.0.0.1:${port}/${name}?lang=${language}${drill ? '&drill' : ''}`);
      await page.evaluate(() => globalThis.document.fonts.ready);
      const file = `${name}.${language}.${drill ? 'drill' : 'live'}.${size}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
    }
  }
  await page.close();
}
await browser.close();
server.close();
