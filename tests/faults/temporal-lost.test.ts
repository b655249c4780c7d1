import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { translator } from '../../i18n/translate.js';
import { crisisManagement } from '../support/cast.js';
import { waitFor } from '../support/wait-for.js';
import { findings, readers, toldOnce } from './findings.js';
import { duplicateWindow, Product } from './product.js';
import { Story } from './story.js';

const LONG_MS = 120_000;
const t = translator('fa');

let product: Product;
beforeAll(async () => {
  product = await Product.start();
}, LONG_MS);
afterAll(() => product?.stop());

test(
  'while Temporal is away a manager decides: recorded now, and applied once when it returns',
  async () => {
    const story = await Story.begin(product);
    await story.submits();
    await story.asked(crisisManagement.manager);
    await product.kill('temporal');
    await story.approves();
    const recorded = await story.receipt();
    expect(recorded).toContain(t('decision.receipt.recorded'));
    await story.approves();
    expect(await story.receipt()).toBe(recorded);
    await product.begin('temporal');
    await waitFor(
      'the receipt says that it took effect',
      async () => (await story.receipt()).includes(t('decision.receipt.applied')),
      LONG_MS,
    );
    await story.signs();
    await story.ends();
    expect((await findings(product, story)).story).toEqual(toldOnce);
  },
  LONG_MS,
);

test(
  'when Temporal loses its file in mid-review, the review goes on and the text is released once',
  async () => {
    const story = await Story.begin(product);
    await story.submits();
    await story.asked(crisisManagement.manager);
    await product.kill('temporal');
    product.forgetTemporal();
    await product.begin('temporal');
    await story.approves();
    await story.signs();
    await story.ends();
    const found = await findings(product, story);
    expect(found.story).toEqual(toldOnce);
    expect(found.restored).toBe(1);
    expect(found.second.copies).toBe(0);
    expect(found.staff).toEqual({ letters: 8, secondCopies: 0 });
  },
  LONG_MS,
);

test(
  'when it loses its file in mid-release and the worker dies too, everybody gets the text and it is released once',
  async () => {
    const story = await Story.begin(product);
    await story.submits();
    await story.approves();
    product.armOnMailTo(readers, 'window');
    await story.signs();
    await product.reached('window');
    await Promise.all([product.kill('worker'), product.kill('temporal')]);
    product.goOn('window');
    product.forgetTemporal();
    await Promise.all([product.begin('temporal'), product.begin('worker')]);
    await story.ends();
    const found = await findings(product, story);
    expect(found.story).toEqual(toldOnce);
    expect(found.restored).toBeGreaterThan(0);
    expect(found.second.copies).toBeLessThanOrEqual(duplicateWindow);
    expect(found.staff).toEqual({ letters: 8, secondCopies: 0 });
  },
  LONG_MS,
);
