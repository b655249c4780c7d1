import { inArray } from 'drizzle-orm';
import type { Tx } from '../database/connection.js';
import { sha256Hex } from '../database/freeze.js';
import type { ReleasedBytes, StoredVersion } from '../database/release.js';
import { announcements, capMessages } from '../database/schema.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Instant } from '../domain/instant.js';
import { renderingBytes } from '../domain/rendering/canonical.js';
import { fillRendering, textOf } from '../domain/rendering/fill.js';
import type { Block, Rendering } from '../domain/rendering/segments.js';
import type { SlotValues } from '../domain/rendering/slots.js';
import { unfill } from '../domain/rendering/unfill.js';
import { slotValues, type GivenNumber } from '../renderings/slot-values.js';
import type { Deps } from './deps.js';

export type Filled = ReleasedBytes;

/** What is known only now. */
interface Given {
  readonly number: number;
  readonly series: string;
  readonly now: Instant;
}

/**
 * Fills the stored segments of a version, and nothing else: no upgrade between signature and release changes a byte. Null
 * when anything differs from what was agreed: the manifest, a rendering's hash, or what un-filling gives back.
 */
export async function fillVersion(
  tx: Tx,
  deps: Deps,
  state: AnnouncementState,
  version: StoredVersion,
  given: Given,
): Promise<Filled | null> {
  if (!isAgreed(state, version)) return null;
  const values = await valuesOf(tx, deps, state, given);
  const filled: { rendering: Rendering; sha256: string }[] = [];
  for (const { block, rendering } of version.renderings) {
    if (block !== 'text') continue;
    const made = fillRendering(rendering, values);
    if (!made.ok || !unfill(made.value.parts, rendering.parts, values).ok) return null;
    filled.push({ rendering: made.value, sha256: sha256Hex(renderingBytes(made.value)) });
  }
  return { renderings: filled, cap: capRow(state, filled, given.now) };
}

/** The stored manifest is the one that was signed, and every stored rendering is one it names. */
function isAgreed(
  { version }: AnnouncementState,
  { manifest, manifestText, renderings }: StoredVersion,
): boolean {
  if (sha256Hex(manifestText) !== version?.manifestSha256) return false;
  const named = (block: Block) => (block === 'text' ? manifest.renderings : manifest.withdrawal.renderings);
  const count = manifest.renderings.length + manifest.withdrawal.renderings.length;
  return (
    renderings.length === count &&
    renderings.every(({ block, rendering }) =>
      named(block).some(
        ({ channel, language, sha256 }) =>
          channel === rendering.channel &&
          language === rendering.language &&
          sha256 === sha256Hex(renderingBytes(rendering)),
      ),
    )
  );
}

async function valuesOf(
  tx: Tx,
  { baseUrl }: Deps,
  state: AnnouncementState,
  given: Given,
): Promise<SlotValues> {
  const { id, replaces } = state;
  const capIdentifier = identifierOf(id);
  return slotValues({
    number: givenNumber(given.number, given.series),
    releasedAt: given.now,
    pageUrl: `${baseUrl}/announcements/${id}`,
    verifyUrl: `${baseUrl}/verify/${id}`,
    capUrl: `${baseUrl}/cap/${capIdentifier}.xml`,
    capIdentifier,
    capReferences: await referencesTo(tx, replaces),
    crossReferences: await numbersOf(tx, replaces),
  });
}

/** One announcement is one CAP message, so its own id serves. */
const identifierOf = (announcement: string): string => `urn:uuid:${announcement}`;

/** `office/1405` counts within a year, an incident's series does not. */
function givenNumber(number: number, series: string): GivenNumber {
  const [kind, year] = series.split('/');
  return { number, year: kind === 'incident' ? null : Number(year) };
}

async function referencesTo(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(capMessages)
    .where(inArray(capMessages.announcementId, [...ids]));
  return rows.map(({ sender, identifier, sent }) => ({
    sender,
    identifier,
    sent: new Date(sent).toISOString(),
  }));
}

async function numbersOf(tx: Tx, ids: readonly string[]): Promise<Record<string, GivenNumber>> {
  if (ids.length === 0) return {};
  const { id, number, numberSeries } = announcements;
  const rows = await tx
    .select({ id, number, series: numberSeries })
    .from(announcements)
    .where(inArray(id, [...ids]));
  return Object.fromEntries(
    rows.flatMap((row) => (row.number && row.series ? [[row.id, givenNumber(row.number, row.series)]] : [])),
  );
}

/** What later messages must repeat to refer to this one, read from the very bytes that go out. */
function capRow(state: AnnouncementState, filled: Filled['renderings'], now: Instant): Filled['cap'] {
  const cap = filled.find(({ rendering }) => rendering.channel === 'cap')?.rendering.parts[0];
  if (!cap || !state.version) return null;
  const body = textOf(cap);
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
  return {
    identifier: identifierOf(state.id),
    announcementId: state.id,
    sender: element('sender'),
    sent: element('sent') || now,
    expiresAt: state.version.expires,
    messageType: element('msgType') as 'Alert' | 'Update' | 'Cancel',
  };
}
