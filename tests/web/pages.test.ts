import { describe, expect, test } from '@jest/globals';
import { directionOf, languages, tagOf } from '../../domain/language.js';
import { pages } from './pages.js';

const everyPage = languages.flatMap((language) =>
  [false, true].flatMap((drill) =>
    Object.entries(pages).map(([name, page]) => ({ name, language, drill, html: page({ language, drill }) })),
  ),
);
type Shown = (typeof everyPage)[number];

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([whole]) => whole);

/** What is wrong with which page; empty when nothing is. */
const faults = (shown: readonly Shown[], wrong: (page: Shown) => readonly string[]): string[] => {
  expect(shown.length).toBeGreaterThan(0);
  return shown.flatMap((page) => wrong(page).map((fault) => `${page.name} ${page.language} ${page.drill ? 'drill' : 'live'}: ${fault}`));
}; // prettier-ignore

describe('every page', () => {
  test('says its language and direction, and has a place to skip to', () => {
    const wrong = ({ html, language }: Shown) => [
      ...(html.startsWith(`<!doctype html>\n<html lang="${tagOf[language]}" dir="${directionOf[language]}"`) ? [] : ['html']),
      ...(html.includes('<a class="skip" href="#main">') && html.includes('<main id="main">') ? [] : ['main']),
    ]; // prettier-ignore
    expect(faults(everyPage, wrong)).toEqual([]);
  });

  test('has no script, no inline style, and loads nothing from elsewhere', () => {
    const wrong = ({ html }: Shown) => [
      ...all(html, /<(script|style|iframe|object|embed)\b|\sstyle="|\son[a-z]+="|javascript:/g),
      ...all(html, /<(link|img|form|input)[^>]+(href|src|action)="https?:[^"]*"/g),
    ];
    expect(faults(everyPage, wrong)).toEqual([]);
  });

  test('changes things by POST only', () => {
    const wrong = ({ html }: Shown) =>
      all(html, /<form\b(?![^>]*method="post")[^>]*>/g).filter((form) => !form.includes('role="search"'));
    expect(faults(everyPage, wrong)).toEqual([]);
  });

  test('proves in every form of a signed-in person that it is ours', () => {
    const wrong = ({ html }: Shown) =>
      all(html, /<form[^>]*method="post"[^]*?<\/form>/g).filter(
        (form) => !/<input type="hidden" name="csrf" value="form-token"/.test(form),
      );
    const signedIn = everyPage.filter(({ name }) => /^(desk|write|rewrite)/.test(name));
    expect(faults(signedIn, wrong)).toEqual([]);
  });

  test('never decides on Enter: the default button cannot be pressed', () => {
    const wrong = ({ html }: Shown) =>
      all(html, /<form[^>]*>[^]*?<\/form>/g)
        .filter((form) => form.includes('value="approve"') || form.includes('value="sign"'))
        .filter((form) => !/^<form[^>]*><button type="submit" disabled="" hidden=""/.test(form));
    expect(faults(everyPage, wrong)).toEqual([]);
  });
});

describe('a drill cannot be confused with the real thing', () => {
  const word = { fa: 'مانور', en: 'DRILL' } as const;
  /** Pages that belong to no announcement are the same in a drill. */
  const ofNoAnnouncement =
    /^(verify|unsubscribe|sign-in|desk$|desk-empty|not-found|failed|unavailable|link-unknown)/;
  const drills = everyPage.filter(({ name, drill }) => drill && !ofNoAnnouncement.test(name));
  const live = everyPage.filter(({ drill }) => !drill);

  test('bands at top and bottom, the title, and every heading', () => {
    const wrong = ({ html, language }: Shown) => [
      ...(all(html, /<p class="drill-band">/g).length === 2 ? [] : ['bands']),
      ...(html.includes(`<title>${word[language]}`) ? [] : ['title']),
      ...all(html, /<h[1-6][^>]*>[^]*?<\/h[1-6]>/g).filter((heading) => !/مانور|DRILL/.test(heading)),
    ];
    expect(faults(drills, wrong)).toEqual([]);
  });

  test('every button that acts', () => {
    const named = { fa: / در مانور</, en: / in the drill</ } as const;
    const wrong = ({ html, language }: Shown) =>
      all(html, /<button class="[^"]*wide[^>]*>[^<]*<\/button>/g).filter((button) => !named[language].test(button));
    const ofOneText = drills.filter(({ name }) => !/exhausted|codes|code-asked/.test(name));
    expect(faults(ofOneText, wrong)).toEqual([]);
  }); // prettier-ignore

  test('live has no decoration', () => {
    const wrong = ({ html }: Shown) => [
      ...all(html, /drill-band/g),
      ...all(html, /<(h[1-6]|title|button)[^>]*>[^<]*(مانور – تمرین|DRILL – EXERCISE)/g),
    ];
    expect(faults(live, wrong)).toEqual([]);
  });
});

describe('the other language of the same page', () => {
  test('is one link away and keeps the rest of the address', () => {
    const html = pages['newsroom']?.({ language: 'fa', drill: false }) ?? '';
    expect(html).toMatch(/<a href="\/\?lang=en" lang="en-GB" dir="ltr"/);
  });
});
