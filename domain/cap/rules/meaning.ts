import type { CapAlert } from '../alert.js';
import { at, error, infosOf, textsOf, warning } from './rule.js';

/** Words by which a reader knows a drill. */
const drillWords = /مانور|تمرین|\b(drill|exercise)\b/iu;

const said = (alert: CapAlert): string[] => [alert.note ?? '', ...textsOf(alert).map(({ value }) => value)];

/** What may each be right but not together. */
export const meaningRules = {
  all_clear_with_action: error((alert) =>
    infosOf(alert).flatMap(({ path, value: { responseType = [] } }) =>
      at(`${path}.responseType`, responseType.includes('AllClear') && responseType.some((type) => type !== 'AllClear' && type !== 'None')),
    ),
  ),
  /** An end is an update of what it ends (CAP 1.2 practice); alone, the old alert goes on. */
  all_clear_alone: warning((alert) =>
    infosOf(alert).flatMap(({ path, value }) =>
      at(`${path}.responseType`, alert.msgType === 'Alert' && (value.responseType ?? []).includes('AllClear')),
    ),
  ),
  past_with_future_onset: error((alert) =>
    infosOf(alert).flatMap(({ path, value: { urgency, onset } }) =>
      at(`${path}.urgency`, urgency === 'Past' && onset !== undefined && Date.parse(onset) > Date.parse(alert.sent)),
    ),
  ),
  /** A warning, not an error: news about a coming exercise is a real text. */
  actual_with_drill_words: warning((alert) => at('status', alert.status === 'Actual' && said(alert).some((text) => drillWords.test(text)))),
  exercise_without_words: error((alert) => at('status', alert.status === 'Exercise' && !said(alert).some((text) => drillWords.test(text)))),
}; // prettier-ignore
