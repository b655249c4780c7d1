import { bidiOverrides, controls, invisibles } from '../../text/characters.js';
import { entity, htmlTag } from '../../text/markup.js';
import { at, error, infosOf, warning, wherever } from './rule.js';

/** Short devices cut a headline after about 160 characters (CAP 1.2 §3.2.2 headline). */
const headlineLimit = 160;

/** CAP carries plain text: no markup, nothing hidden, nothing that reads otherwise than it is stored. */
export const hygieneRules = {
  markup: error((alert) => wherever(alert, (text) => htmlTag.test(text))),
  entity: error((alert) => wherever(alert, (text) => entity.test(text))),
  control_character: error((alert) => wherever(alert, (text) => controls.test(text) || !text.isWellFormed())),
  bidi_override: error((alert) => wherever(alert, (text) => bidiOverrides.test(text))),
  invisible_character: warning((alert) => wherever(alert, (text) => invisibles.test(text))),
  blank_edges: warning((alert) => wherever(alert, (text) => text !== text.trim())),
  headline_long: warning((alert) =>
    infosOf(alert).flatMap(({ path, value }) =>
      at(`${path}.headline`, (value.headline?.length ?? 0) > headlineLimit),
    ),
  ),
};
