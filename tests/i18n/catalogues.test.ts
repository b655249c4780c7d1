import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage } from '../../config/paths.js';
import { capCheckSentences } from '../../i18n/catalogues/cap-checks.js';
import { en } from '../../i18n/catalogues/en.js';
import { fa } from '../../i18n/catalogues/fa.js';

function* leaves(node: object, path: string): Generator<readonly [path: string, text: string]> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') yield [here, value];
    else yield* leaves(value as object, here);
  }
}

const persian = new Map([...leaves(fa, ''), ...leaves(capCheckSentences.fa, 'capChecks')]);
const english = new Map([...leaves(en, ''), ...leaves(capCheckSentences.en, 'capChecks')]);
const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name ?? '')
    .toSorted()
    .join();
const faulty = (texts: ReadonlyMap<string, string>, fault: RegExp): string[] =>
  [...texts].filter(([, text]) => fault.test(text)).map(([path, text]) => `${path}: ${text}`);

/** What is written in Latin letters and digits everywhere: names of standards, formats and headers. */
const technical = /UTF-8|Windows-1256|latin-1|SHA-1|ISO 8601|PT10M|10%|\d{4}-\d\d-\d\dT[\d:+]+|CAP 1\.2|RFC \d+|\d+\.\d+(,\d+\.\d+)?|\{\{\w+\}\}/g; // prettier-ignore

describe('both catalogues', () => {
  test('have the same texts', () => {
    expect([...english.keys()]).toEqual([...persian.keys()]);
  });

  test('leave the same places open', () => {
    const differing = [...persian].filter(
      ([path, text]) => placeholders(text) !== placeholders(english.get(path) ?? ''),
    );
    expect(differing).toEqual([]);
  });

  test('have no empty text, no double or edge space, no exclamation mark', () => {
    for (const texts of [persian, english])
      expect(faulty(texts, /^$|^\s|\s$| {2}|!/).filter((fault) => !fault.startsWith('shared.comma'))).toEqual(
        [],
      );
  });
});

describe('the Persian catalogue as a careful editor writes it', () => {
  const own = new Map([...persian].map(([path, text]) => [path, text.replace(technical, 'نام')]));

  test('has Persian digits', () => {
    expect(faulty(own, /[0-9\u0660-\u0669]/)).toEqual([]);
  });

  test('has ی and ک, never ي and ك', () => {
    expect(faulty(persian, /[يىك]/).filter((fault) => !fault.startsWith('capChecks.arabic_letters'))).toEqual(
      [],
    );
  });

  test('has no bureaucratic chains', () => {
    expect(
      faulty(
        persian,
        /می[\u200C ]?باش|گردیده|(^|\s)می[\u200C ]?گرد(د|ند)|نمود(?!ار)|لذا|مذکور|خطای ناشناخته/,
      ),
    ).toEqual([]);
  });

  test('has half-spaces where spelling wants them', () => {
    expect(faulty(persian, /(^|[\s«(])ن?می [آ-ی]|[آ-ی] (ها|های|هایی|تر|ترین)([\s.،؛:»]|$)/)).toEqual([]);
  });

  test('has no half-space at the edge of a word, none doubled', () => {
    expect(faulty(persian, /\u200C[\s\u200C.،؛:»)]|[\s«(]\u200C|^\u200C|\u200C$/)).toEqual([]);
  });

  test('has its own quotes, commas and semicolons, and no space before them', () => {
    expect(faulty(own, /"|“|”|[آ-ی],|[آ-ی];|\?| [،؛.؟:»]/)).toEqual([]);
  });
});

describe('the English catalogue', () => {
  test('has Persian letters only where it speaks of them', () => {
    expect(
      faulty(english, /[\u0600-\u06FF]/).filter(
        (fault) => !/^(shared\.inFa|capChecks\.arabic_letters)/.test(fault),
      ),
    ).toEqual([]);
  });
});

describe('no text lies unused', () => {
  const rooms = ['web', 'emails', 'i18n', 'api', 'cli', 'mailbox', 'renderings', 'activities', 'start'];
  const sources = rooms
    .filter((room) => existsSync(inPackage(room)))
    .flatMap((room) =>
      readdirSync(inPackage(room), { recursive: true, withFileTypes: true })
        .filter(
          (file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.parentPath.includes('catalogues'),
        )
        .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')),
    );
  const source = sources.join('\n');
  /** `desk.act.${noun}`: any key of that form is used. */
  const open = [...source.matchAll(/`((?:[\w-]+\.)+[\w.-]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  );
  const stem = (path: string): string => path.replace(/_(one|other)$/, '');
  const used = (path: string): boolean =>
    source.includes(`'${stem(path)}'`) ||
    source.includes(`\`${stem(path)}\``) ||
    open.some((form) => form.test(stem(path)));

  test('in the catalogues', () => {
    const ownKeys = [...persian.keys()].filter((path) => !path.startsWith('capChecks.'));
    expect(ownKeys.filter((path) => !used(path))).toEqual([]);
  });
});
