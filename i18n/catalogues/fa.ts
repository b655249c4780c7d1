import { fa as cap } from './cap.js';
import { fa as cli } from './cli.js';
import { fa as decision } from './decision.js';
import { fa as desk } from './desk.js';
import { fa as emails } from './emails.js';
import { fa as events } from './events.js';
import { fa as feeds } from './feeds.js';
import { fa as fields } from './fields.js';
import { fa as mailbox } from './mailbox.js';
import { fa as newsroom } from './newsroom.js';
import { fa as problems } from './problems.js';
import { fa as refusals } from './refusals.js';
import { fa as shared } from './shared.js';
import { fa as tour } from './tour.js';
import { fa as words } from './words.js';
import { fa as write } from './write.js';

/** Persian, the first language: its sections are the shape every other catalogue has. */
export const fa = {
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
} as const;
