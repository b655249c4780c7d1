import { at, error } from './rule.js';

/** Spaces, commas, `<` and `&` are forbidden in identifier and sender (CAP 1.2 §3.2.1). */
const forbidden = /[\s,<&]/;
const badName = (text: string): boolean => text === '' || forbidden.test(text);

/** `"two words" one` holds two entries; an odd quote leaves one open. */
const oddQuotes = (list: string | undefined): boolean => ((list ?? '').match(/"/g)?.length ?? 0) % 2 === 1;

/** Who sends what to whom: the head of the message. */
export const identityRules = {
  identifier_form: error(({ identifier }) => at('identifier', badName(identifier))),
  /** Design §8: identifiers are `urn:uuid:`, so that a feed can use them as they are. */
  identifier_not_urn: error(({ identifier }) => at('identifier', !badName(identifier) && !/^urn:uuid:[0-9a-f-]{36}$/.test(identifier))),
  sender_form: error(({ sender }) => at('sender', badName(sender))),
  restriction_missing: error(({ scope, restriction }) => at('restriction', scope === 'Restricted' && !restriction?.trim())),
  addresses_missing: error(({ scope, addresses }) => at('addresses', scope === 'Private' && !addresses?.trim())),
  list_quotes: error(({ addresses, incidents }) => [
    ...at('addresses', oddQuotes(addresses)),
    ...at('incidents', oddQuotes(incidents)),
  ]),
  draft_status: error(({ status }) => at('status', status === 'Draft')),
  exercise_note_missing: error(({ status, note }) => at('note', status === 'Exercise' && !note?.trim())),
  error_note_missing: error(({ msgType, note }) => at('note', msgType === 'Error' && !note?.trim())),
}; // prettier-ignore
