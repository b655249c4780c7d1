import { createHash } from 'node:crypto';
import { canonicalJson, renderingBytes } from '../domain/rendering/canonical.js';
import type { Manifest, RenderingHash } from '../domain/rendering/manifest.js';
import type { Block, Rendering } from '../domain/rendering/segments.js';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import { renderAnnouncement, renderWithdrawal } from '../renderings/announcement.js';
import { checkWorstFill } from '../renderings/worst-fill.js';
import type { Tx } from './connection.js';
import { renderings, versionContributors, versions } from './schema.js';
import type { Ingredients, Submission } from './versions.js';

/** A rendering with the SHA-256 (hex) of its canonical segments. */
export interface HashedRendering {
  readonly block: Block;
  readonly rendering: Rendering;
  readonly sha256: string;
}

/** What a version fixes: its bytes, and the manifest that names them. */
export interface Frozen {
  readonly renderings: readonly HashedRendering[];
  /** Canonical JSON. */
  readonly manifest: string;
  readonly manifestSha256: string;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Renders the text and its withdrawal and hashes them. Refuses a rendering that the worst value of a slot would break. */
export function freeze(made: Ingredients): Ruling<Frozen> {
  const { state, content, office, incident, now } = made;
  const { id: announcement, kind, drill, replaces } = state;
  const input = { announcement, content, kind, drill, replaces, office, incident: incident?.title ?? null };
  const hashed = [
    ...renderAnnouncement(input).map((rendering) => hash('text', rendering)),
    ...renderWithdrawal(input).map((rendering) => hash('withdrawal', rendering)),
  ];
  const faults = checkWorstFill(
    hashed.map(({ rendering }) => rendering),
    now,
  );
  if (faults.length > 0) return refused(...faults);
  const manifest = canonicalJson(manifestOf(made, hashed));
  return granted({ renderings: hashed, manifest, manifestSha256: sha256Hex(manifest) });
}

const hash = (block: Block, rendering: Rendering): HashedRendering => ({
  block,
  rendering,
  sha256: sha256Hex(renderingBytes(rendering)),
});

function manifestOf(made: Ingredients, hashed: readonly HashedRendering[]): Manifest {
  const { state, version, content, policy, audienceCount } = made;
  const { id: announcement, kind, severity, drill, incident, replaces } = state;
  const hashes = (block: Block): RenderingHash[] =>
    hashed
      .filter((one) => one.block === block)
      .map(({ rendering: { channel, language }, sha256 }) => ({ channel, language, sha256 }));
  return {
    schema: 'eblagh/manifest/1',
    announcement,
    version,
    kind,
    severity,
    drill,
    policy: { id: policy.policy.id, version: policy.version, sha256: policy.sha256 },
    incident,
    replaces,
    channels: content.channels,
    audience: { definition: content.audience, count: audienceCount },
    expires: content.cap.expires,
    renderings: hashes('text'),
    withdrawal: { audience: 'recipients_of_this_release', renderings: hashes('withdrawal') },
  };
}

/** Stores a version whole. Its rows never change. */
export async function insertVersion(
  tx: Tx,
  { announcement, by, actId }: Submission,
  { version, content, policy, revision, contributors }: Ingredients,
  { renderings: hashed, manifest, manifestSha256 }: Frozen,
): Promise<void> {
  await tx.insert(versions).values({
    announcementId: announcement,
    number: version,
    content,
    manifest,
    manifestSha256,
    policyId: policy.policy.id,
    policyVersion: policy.version,
    draftRevision: revision,
    submittedBy: by.id,
    actId,
  });
  await tx
    .insert(versionContributors)
    .values(contributors.map((personId) => ({ announcementId: announcement, version, personId })));
  await tx.insert(renderings).values(
    hashed.map(({ block, rendering, sha256 }) => ({
      announcementId: announcement,
      version,
      block,
      channel: rendering.channel,
      language: rendering.language ?? ('all' as const),
      parts: [...rendering.parts],
      sha256,
    })),
  );
}
