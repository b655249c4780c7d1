import type { Channel, AudienceDefinition } from '../content/content.js';
import type { Language } from '../language.js';
import type { AnnouncementKind, Severity } from '../announcement/kinds.js';

/** The SHA-256 (hex) of one rendering's canonical segments. */
export interface RenderingHash {
  readonly channel: Channel;
  readonly language: Language | null;
  readonly sha256: string;
}

/**
 * Everything an approver agrees to (design §2). Its canonical bytes are hashed; a decision names that hash.
 * Every field is a value frozen at submission.
 */
export interface Manifest {
  readonly schema: 'eblagh/manifest/1';
  readonly announcement: string;
  readonly version: number;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly policy: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly incident: string | null;
  readonly replaces: readonly string[];
  readonly channels: readonly Channel[];
  readonly audience: { readonly definition: AudienceDefinition; readonly count: number };
  /** When the text stops being true; checked again at release. */
  readonly expires: string;
  readonly renderings: readonly RenderingHash[];
  readonly withdrawal: {
    /** Always the recipients of this release. */
    readonly audience: 'recipients_of_this_release';
    readonly renderings: readonly RenderingHash[];
  };
}
