import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, type Page, chromium } from 'playwright-core';
import { assets } from '../../web/shared/assets.js';
import { describeWithChromium } from '../support/optional.js';
import { pages } from './pages.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"; // prettier-ignore

/** The pages under the content security policy they are served with. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const asset = assets.get(pathname.split('/').at(-1) ?? '');
  const page = pages[pathname.slice(1)];
  if (asset) return response.setHeader('content-type', asset.type).end(asset.bytes);
  if (!page) return response.writeHead(404).end();
  const look = {
    language: searchParams.get('lang') === 'en' ? 'en' : 'fa',
    drill: searchParams.has('drill'),
  } as const;
  return response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .setHeader('content-security-policy', policy)
    .end(page(look));
});

/** Wider than the window, or a target below 44 px. */
const measuring = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const targets = 'button, select, textarea, summary, label.choice, .button, nav a, input:not([type=hidden], [type=checkbox], [type=radio])';
  const low = [...document.querySelectorAll(targets)].filter((target) => {
    const { height } = target.getBoundingClientRect();
    return height > 0 && height < 43.5;
  });
  return [
    ...(scrollWidth > clientWidth ? [scrollWidth + ' px wide'] : []),
    ...low.map((target) => target.outerHTML.slice(0, 120) + ' is too low'),
  ];
})()`;
const checking = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))`;
const fontsLoaded = `document.fonts.ready.then(() =>
  [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family))`;

const names = Object.keys(pages);
const persian = names.map((name) => `${name}?lang=fa`);
const englishDrills = names.map((name) => `${name}?lang=en&drill`);

describeWithChromium('the pages in a browser, on a phone of 360 px', (executablePath) => {
  let browser: Browser;
  let root: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Everything found wrong, by address. */
  async function faults(
    page: Page,
    addresses: readonly string[],
    script: string,
    first = '',
  ): Promise<string[]> {
    const found: string[] = [];
    for (const address of addresses) {
      await page.goto(`${root}/${address}`);
      if (first !== '') await page.evaluate(first);
      found.push(...(await page.evaluate<string[]>(script)).map((fault) => `${address}: ${fault}`));
    }
    return found;
  }

  test('nothing is wider than the phone, every target is high enough, and axe finds nothing', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
    const page = await context.newPage();
    const everything = `Promise.all([${measuring}, ${checking}]).then((found) => found.flat())`;
    expect(await faults(page, [...persian, ...englishDrills], everything, axe)).toEqual([]);
    await context.close();
  }, 300_000);

  test('axe finds nothing in the dark', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      bypassCSP: true,
      colorScheme: 'dark',
    });
    const page = await context.newPage();
    const some = ['newsroom', 'announcement-withdrawn', 'decision-refused', 'desk-to-sign', 'receipt-void'];
    const addresses = some.flatMap((name) => [`${name}?lang=fa`, `${name}?lang=en&drill`]);
    expect(await faults(page, addresses, checking, axe)).toEqual([]);
    await context.close();
  }, 300_000);

  test('the policy lets through everything the pages need, our own letters too', async () => {
    const page = await browser.newPage();
    const violations: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    for (const name of ['newsroom', 'announcement', 'decision', 'sign-in-trial', 'desk-to-sign', 'write'])
      await page.goto(`${root}/${name}?lang=fa`);
    expect(await page.evaluate<string[]>(fontsLoaded)).toContain('Vazirmatn');
    expect(violations).toEqual([]);
    await page.close();
  });
});
