import * as agencies from './agencies.js';
import * as announcements from './announcements.js';
import * as audit from './audit.js';
import * as contacts from './contacts.js';
import * as draft from './draft.js';
import * as incidents from './incidents.js';
import * as events from './events.js';
import * as people from './people.js';
import * as policies from './policies.js';
import * as review from './review.js';
import * as release from './release.js';
import * as signOff from './sign-off.js';
import type { Operation } from './operation.js';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'path' in value && 'scope' in value;

/** Every operation of the HTTP API. */
export const operations: readonly Operation[] = [
  announcements,
  draft,
  review,
  signOff,
  release,
  incidents,
  people,
  agencies,
  policies,
  contacts,
  audit,
  events,
]
  .flatMap((noun) => Object.values<unknown>(noun))
  .filter(isOperation);
