import { en as emails } from './emails.js';
import { en as fields } from './fields.js';
import type { fa } from './fa.js';
import { en as problems } from './problems.js';
import { en as refusals } from './refusals.js';
import type { Like } from './shape.js';
import { en as shared } from './shared.js';
import { en as words } from './words.js';

export const en: Like<typeof fa> = { emails, fields, problems, refusals, shared, words };
