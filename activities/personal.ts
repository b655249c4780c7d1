import { unsubscribeToken } from '../config/derive.js';
import type { Personal } from '../database/recipients.js';
import type { Deps } from './deps.js';

/** The greatest width of `recipient.name` (domain/rendering/slots). */
const NAME_WIDTH = 200;

/** Freezes what a recipient's copy says beyond the text: their name, and where they can unsubscribe. */
export const personalFor =
  ({ secretKey, baseUrl }: Pick<Deps, 'secretKey' | 'baseUrl'>): Personal =>
  ({ contact, name, bulletin }) => ({
    name: name.slice(0, NAME_WIDTH),
    unsubscribeUrl: `${baseUrl}/unsubscribe/${unsubscribeToken(secretKey, contact)}`,
    bulletin,
  });
