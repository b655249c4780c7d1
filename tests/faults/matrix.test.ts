import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failpoints } from '../../config/failpoint.js';
import { findings, toldOnce } from './findings.js';
import { mostSecondCopies, nameOf, printed, steps, strike } from './matrix.js';
import { partNames, Product } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
}, 120_000);
afterAll(() => product?.stop());

const outcomes = new Map<string, string>();
const numbers: (number | null | undefined)[] = [];

describe.each(steps.map((step) => ({ name: nameOf(step), step })))('while a process is at $name', ({ name, step }) => {
  test.each(partNames)('kill -9 of %s loses nothing and does nothing twice', async (part) => {
    outcomes.set(`${name}/${part}`, 'FAILED');
    const beganAt = performance.now();
    const story = await strike(product, step, part);
    const found = await findings(product, story);
    numbers.push(found.number);
    expect(found.story).toEqual(toldOnce);
    const most = mostSecondCopies(step, part);
    expect(found.second.copies).toBeLessThanOrEqual(most.readers);
    expect(found.second.most).toBeLessThanOrEqual(most.readers > 0 ? 2 : 1);
    expect(found.staff.secondCopies).toBeLessThanOrEqual(most.staff);
    expect(found.staff.letters).toBe(8);
    expect(product.endedByItself).toEqual([]);
    expect((await fetch(`${product.url}/announcements/${story.id}`)).status).toBe(200);
    const seconds = ((performance.now() - beganAt) / 1000).toFixed(1);
    const copies = found.second.copies + found.staff.secondCopies;
    outcomes.set(`${name}/${part}`, `once, ${seconds} s${copies > 0 ? ` +${copies}` : ''}`);
  }, 120_000);
}); // prettier-ignore

test('every release has a number of its own, without a gap', () => {
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test('every step of the path and every process has its cell', () => {
  const outcomeOf = (step: (typeof steps)[number], part: string) => outcomes.get(`${nameOf(step)}/${part}`);
  process.stderr.write(`${printed(partNames, outcomeOf)}\n`);
  expect(new Set(steps.map(({ at }) => at))).toEqual(new Set(failpoints));
  const empty = steps.flatMap((step) => partNames.filter((part) => !outcomeOf(step, part)).map((part) => `${nameOf(step)} × ${part}`)); // prettier-ignore
  expect(empty).toEqual([]);
});
