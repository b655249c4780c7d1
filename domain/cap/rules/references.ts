import type { CapAlert } from '../alert.js';
import { isCapMoment } from '../moment.js';
import { type KnownMessage, at, error, warning } from './rule.js';

interface Triple {
  readonly text: string;
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
}

/** Split at white space first, then at commas (CAP 1.2 §3.2.1 references); a piece that is no triple comes back as null. */
function triplesOf(alert: CapAlert): (Triple | null)[] {
  const pieces = (alert.references ?? '').split(/\s+/).filter((piece) => piece !== '');
  return pieces.map((text) => {
    const [sender = '', identifier = '', sent = '', ...more] = text.split(',');
    const whole = sender !== '' && identifier !== '' && isCapMoment(sent) && more.length === 0;
    return whole ? { text, sender, identifier, sent } : null;
  });
}

const whole = (alert: CapAlert): Triple[] => triplesOf(alert).filter((triple) => triple !== null);
const some = (alert: CapAlert, broken: (triple: Triple) => boolean): string[] =>
  at('references', whole(alert).some(broken));
const same = (known: KnownMessage, { sender, identifier, sent }: Triple): boolean =>
  known.sender === sender && known.identifier === identifier && known.sent === sent;

/** What an update, cancel, acknowledgement or error message says about earlier ones. */
export const referenceRules = {
  references_missing: error((alert) => at('references', alert.msgType !== 'Alert' && !alert.references?.trim())),
  references_on_alert: warning((alert) => at('references', alert.msgType === 'Alert' && Boolean(alert.references?.trim()))),
  references_form: error((alert) => at('references', triplesOf(alert).includes(null))),
  references_repeated: error((alert) => at('references', new Set(whole(alert).map(({ text }) => text)).size < whole(alert).length)),
  references_self: error((alert) => some(alert, ({ identifier }) => identifier === alert.identifier)),
  references_future: error((alert) => some(alert, ({ sent }) => Date.parse(sent) > Date.parse(alert.sent))),
  /** Each triple must name exactly one message of ours: an ambiguous or foreign one is refused. */
  references_unknown: error((alert, { known }) =>
    known ? some(alert, (triple) => known.filter((message) => same(message, triple)).length !== 1) : [],
  ),
  references_cancelled: error((alert, { known }) =>
    some(alert, (triple) => known?.some((message) => message.cancelled && same(message, triple)) ?? false),
  ),
  /** Published profiles name every related message that has not expired, not only the last. */
  references_incomplete: error((alert, { known = [] }) => {
    const named = (message: KnownMessage): boolean => whole(alert).some((triple) => same(message, triple));
    const relates = alert.msgType === 'Update' || alert.msgType === 'Cancel';
    return at('references', relates && known.some((message) => message.mustBeNamed && !named(message)));
  }),
}; // prettier-ignore
