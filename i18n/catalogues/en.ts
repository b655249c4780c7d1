import { en as cap } from './cap.js';
import { en as cli } from './cli.js';
import { en as decision } from './decision.js';
import { en as desk } from './desk.js';
import { en as emails } from './emails.js';
import { en as events } from './events.js';
import { en as feeds } from './feeds.js';
import { en as fields } from './fields.js';
import type { fa } from './fa.js';
import { en as mailbox } from './mailbox.js';
import { en as newsroom } from './newsroom.js';
import { en as problems } from './problems.js';
import { en as refusals } from './refusals.js';
import type { Like } from './shape.js';
import { en as shared } from './shared.js';
import { en as tour } from './tour.js';
import { en as words } from './words.js';
import { en as write } from './write.js';

export const en: Like<typeof fa> = {
  cap,
  cli,
  decision,
  desk,
  emails,
  events,
  feeds,
  fields,
  mailbox,
  newsroom,
  problems,
  refusals,
  shared,
  tour,
  words,
  write,
};
