import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { checkCap } from '../../domain/cap/checks.js';
import { fill, textOf, worstValues } from '../../domain/rendering/fill.js';
import type { Rendering } from '../../domain/rendering/segments.js';
import type { SlotValues } from '../../domain/rendering/slots.js';
import { type RenderingInput, renderAnnouncement, renderWithdrawal } from '../../renderings/announcement.js';
import { readCap } from '../../renderings/cap-reader.js';
import { slotValues } from '../../renderings/slot-values.js';
import { anyInput } from './arbitraries.js';
import { flood, floodInPersian, releaseValues, replacedId } from './samples.js';

/** The schema carries its owner's notice and is not ours to copy: it lies beside the repository. */
const schemaPath = fileURLToPath(new URL('../../../shared/data/CAP-v1.2.xsd', import.meta.url));
const withSchema = existsSync(schemaPath) ? describe : describe.skip;
const reason = existsSync(schemaPath)
  ? ''
  : ' (skipped: shared/data/CAP-v1.2.xsd lies not beside the repository)';

const released = slotValues(releaseValues);
function capOf(renderings: readonly Rendering[], values: SlotValues = released): string {
  const rendering = renderings.find(({ channel }) => channel === 'cap');
  const filled = fill(rendering?.parts ?? [], values);
  if (!filled.ok) throw new Error(JSON.stringify(filled.refusals));
  return filled.value.map(textOf).join('');
}

async function schemaFaults(...documents: string[]): Promise<string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const schema = [{ fileName: 'cap.xsd', contents: readFileSync(schemaPath, 'utf8') }];
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

const drill: RenderingInput = { ...flood, drill: true };
const update: RenderingInput = { ...flood, kind: 'correction', replaces: [replacedId] };
const persianOnly: RenderingInput = { ...flood, content: floodInPersian };

withSchema(`CAP by the schema of the standard${reason}`, () => {
  test.each([
    ['an alert in both languages', capOf(renderAnnouncement(flood))],
    ['an alert in Persian alone', capOf(renderAnnouncement(persianOnly))],
    ['a drill', capOf(renderAnnouncement(drill))],
    ['an update', capOf(renderAnnouncement(update))],
    ['a cancel', capOf(renderWithdrawal(flood))],
    ['a drill’s cancel', capOf(renderWithdrawal(drill))],
  ])('%s is valid, and sound beyond the schema', async (_, xml) => {
    expect(await schemaFaults(xml)).toEqual([]);
    const read = readCap(xml);
    expect(read.ok && checkCap(read.value, { now: releaseValues.releasedAt })).toEqual([]);
  });

  test('whatever an author writes and release brings, the document is valid', async () => {
    const inputs = fc.sample(anyInput, { numRuns: 60, seed: 1405 });
    const documents = inputs.flatMap((input) =>
      [renderAnnouncement(input), renderWithdrawal(input)].flatMap((renderings) => [
        capOf(renderings),
        capOf(renderings, worstValues(renderings.flatMap(({ parts }) => parts))),
      ]),
    );
    expect(await schemaFaults(...documents)).toEqual([]);
  });

  test('the schema is really asked: a misspelt value is found', async () => {
    const xml = capOf(renderAnnouncement(flood)).replace('<status>Actual<', '<status>actual<');
    expect((await schemaFaults(xml)).join()).toContain('status');
  });
});

describe('reading CAP', () => {
  const xml = capOf(renderAnnouncement(flood));
  test.each([
    ['a value that is not the standard’s', 'status', xml.replace('>Actual<', '>actual<')],
    ['a missing element', 'sender', xml.replace(/<sender>.*<\/sender>/, '')],
    ['a moment with Z', 'sent', xml.replace('08:00:00+03:30</sent>', '04:30:00Z</sent>')],
    ['elements out of order', '', xml.replace(/(<sent>.*<\/sent>)\s*(<status>.*<\/status>)/, '$2$1')],
    ['an element twice', 'scope', xml.replace('<scope>Public</scope>', '<scope>Public</scope><scope>Public</scope>')],
    ['an element of another name', '', xml.replace('<scope>', '<extra/><scope>')],
    ['a category missing in one info', 'info[1].category', xml.replace(/(<language>en-GB<\/language>)\s*<category>Met<\/category>/, '$1')],
    ['a document type', '', xml.replace('<alert', '<!DOCTYPE alert [<!ENTITY x "y">]><alert')],
    ['another document', '', '<feed/>'],
  ])('%s is a fault of form', (_, path, document) => {
    const read = readCap(document);
    expect(read).toEqual({ ok: false, refusals: expect.arrayContaining([{ code: 'cap_fault', check: 'form', path }]) });
  }); // prettier-ignore
});
