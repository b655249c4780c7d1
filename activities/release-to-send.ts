import { and, eq } from 'drizzle-orm';
import type { Letter } from '../channels/letter.js';
import type { SendOutcome } from '../channels/outcome.js';
import { loadState } from '../database/announcements.js';
import type { LeasedRow } from '../database/deliveries.js';
import type { Fan } from '../database/recipients.js';
import { releasedRenderings, versions } from '../database/schema.js';
import type { AudienceDefinition } from '../domain/content/content.js';
import { fill, textOf } from '../domain/rendering/fill.js';
import type { Part, PartName } from '../domain/rendering/segments.js';
import { recipientValues } from '../renderings/slot-values.js';
import type { Deps } from './deps.js';

/** A released text on one channel, ready for recipients. */
export interface ReleaseToSend {
  readonly audience: AudienceDefinition;
  readonly inDoubt: 'resend' | 'hold';
  send(row: LeasedRow): Promise<SendOutcome>;
}

/** Loads what a fan-out sends: the filled bytes of the release, and nothing rendered anew. */
export async function releaseToSend(deps: Deps, { announcement, channel }: Fan): Promise<ReleaseToSend> {
  const state = await loadState(deps.db, announcement);
  if (!state?.release || !state.version) throw new Error(`announcement ${announcement} is not released`);
  const { at, version } = state.release;
  const [row] = await deps.db
    .select({ content: versions.content })
    .from(versions)
    .where(and(eq(versions.announcementId, announcement), eq(versions.number, version)));
  const stored = await deps.db
    .select({ language: releasedRenderings.language, parts: releasedRenderings.parts })
    .from(releasedRenderings)
    .where(and(eq(releasedRenderings.announcementId, announcement), eq(releasedRenderings.channel, channel)));
  const parts = new Map(stored.map((one) => [one.language, one.parts]));
  const host = deps.mailFrom.address.split('@').at(-1);
  const messageId = (of: string, contact: string) => `<${of}.${contact}@${host}>`;
  const urgent = state.severity === 'life_safety' && !state.drill;
  return {
    audience: row!.content.audience,
    inDoubt: state.severity === 'life_safety' ? 'resend' : state.version.policy.release.in_doubt,
    send: ({ contact, address, language, recipient }) => {
      const words = personalise(parts.get(language) ?? parts.get('fa') ?? [], recipient);
      const letter: Letter = {
        from: deps.mailFrom,
        to: { name: recipient.name, address },
        date: new Date(at),
        urgent,
        subject: words.subject,
        text: words.text,
        html: words.html,
        messageId: messageId(announcement, contact),
        references: state.replaces.map((replaced) => messageId(replaced, contact)),
        ...(recipient.bulletin && !state.drill ? { unsubscribeUrl: recipient.unsubscribeUrl } : {}),
      };
      return deps.bulkMail.send(letter);
    },
  };
}

function personalise(parts: readonly Part[], recipient: LeasedRow['recipient']): Record<PartName, string> {
  const filled = fill(parts, recipientValues(recipient));
  if (!filled.ok) throw new Error(`recipient values: ${JSON.stringify(filled.refusals)}`);
  return Object.fromEntries(filled.value.map((part) => [part.name, textOf(part)])) as Record<
    PartName,
    string
  >;
}
