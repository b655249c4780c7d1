import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { chromium, type Browser, type Page } from 'playwright-core';
import { decisions, invitations, linkFetches } from '../../database/schema.js';
import { draft, listening, mailedLink, submit, testApi, withToken } from '../support/api.js';
import { health } from '../support/cast.js';
import { describeWithChromium } from '../support/optional.js';

const api = await testApi();
const { db } = api.database;
const { url } = await listening(api.app);

/** A form as the browser has it; this project's types know no page. */
interface FormInPage {
  noValidate: boolean;
  querySelectorAll(selector: string): ArrayLike<object>;
  requestSubmit(button: object | undefined): void;
}

/** Runs in the page: submits by one of the form's buttons, whatever the form's own checks say. */
const submitAnyway = (form: unknown, button: number): void => {
  const own = form as FormInPage;
  own.noValidate = true;
  own.requestSubmit(own.querySelectorAll('button:not([disabled])')[button]);
};

const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  }); // prettier-ignore

/** Submits every form of the page by each of its buttons, each on the page as it was fetched; gives how often. */
async function submitAll(page: Page, path: string): Promise<number> {
  let submitted = 0;
  const forms = page.locator('form[method="post"]');
  for (let number = 0; number < (await forms.count()); number += 1) {
    const buttons = await forms.nth(number).locator('button:not([disabled])').count();
    for (let button = 0; button < buttons; button += 1) {
      await forms.nth(number).evaluate(submitAnyway, button);
      await page.waitForLoadState('networkidle');
      await page.goto(url + path);
      submitted += 1;
    }
  }
  return submitted;
}

describeWithChromium('a browser', (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(executablePath);
  });
  afterAll(() => browser.close());

  test.each([true, false])(
    'that opens a decision link, waits and submits every form without the code decides nothing and uses nothing up (scripts: %s)',
    async (javaScriptEnabled) => {
      const author = await withToken(api, health.officer);
      const id = await draft(author);
      await submit(author, id);
      const { path, code, invitation } = await mailedLink(api, id, health.manager);
      const scanner = await browser.newContext({ javaScriptEnabled });
      const page = await scanner.newPage();
      await scanner.request.head(url + path);
      for (let times = 0; times < 20; times += 1) await scanner.request.get(url + path);
      await page.goto(url + path, { waitUntil: 'networkidle' });
      expect(await submitAll(page, path)).toBeGreaterThanOrEqual(3);
      await scanner.close();
      expect(await db.select().from(decisions).where(eq(decisions.announcementId, id))).toEqual([]);
      const [kept] = await db.select().from(invitations).where(eq(invitations.id, invitation));
      expect(kept).toMatchObject({ wrongTries: 0, codesSent: 0, endedAt: null });
      const fetches = await db.select().from(linkFetches).where(eq(linkFetches.invitationId, invitation));
      expect(fetches.length).toBeGreaterThan(21);

      const phone = await browser.newContext({ javaScriptEnabled });
      const person = await phone.newPage();
      await person.goto(url + path);
      await person.locator('input[name="code"]').first().fill(code);
      await person.locator('button[value="approve"]').first().click();
      await person.waitForLoadState('networkidle');
      await phone.close();
      expect(await db.select().from(decisions).where(eq(decisions.announcementId, id))).toMatchObject([
        { decision: 'approve', assurance: 'code' },
      ]);
    },
  );

  test('finds nothing on our pages that the policy against scripts and styles would block', async () => {
    const page = await browser.newPage();
    const blocked: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) blocked.push(`${page.url()}: ${message.text()}`);
    });
    for (const path of ['/', '/?lang=en', '/sign-in', '/nothing', '/api/docs'])
      await page.goto(url + path, { waitUntil: 'networkidle' });
    await page.locator('.opblock-summary').first().waitFor();
    await page.close();
    expect(blocked).toEqual([]);
  });
});
