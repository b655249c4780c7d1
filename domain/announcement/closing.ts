import { askNextSigner } from './asking.js';
import type { EventBody } from './events.js';
import type { AnnouncementState } from './state.js';
import { reviewStands } from './version.js';

/** What follows once the seats stand as they do: back to draft, on to the first signer, or nothing yet. */
export function closeReview({ version }: AnnouncementState): EventBody[] {
  if (!version) return [];
  const ruling = reviewStands(version);
  switch (ruling) {
    case 'open':
      return [];
    case 'met':
      return [{ type: 'agreed' }, ...askNextSigner(version, 'agreed')];
    case 'changes_requested':
    case 'rejected':
    case 'quorum_unmeetable':
      return [{ type: 'returned', cause: ruling }];
    default:
      return ruling satisfies never;
  }
}
