import type { AnnouncementEvent, EventType } from '../../domain/announcement/events.js';
import type { Status } from '../../domain/announcement/kinds.js';
import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { Icon } from '../shared/icons.js';
import type { DeskAnnouncementModel } from './model.js';

const steps = ['draft', 'in_review', 'awaiting_sign_off', 'signed_off', 'released'] as const;
type Step = (typeof steps)[number];

/** The event that ended each step. */
const endedBy: Readonly<Record<Step, readonly EventType[]>> = {
  draft: ['submitted', 'born_signed'],
  in_review: ['agreed'],
  awaiting_sign_off: ['signed'],
  signed_off: ['released'],
  released: ['superseded', 'withdrawn', 'expired'],
};

/** Where each state stands on the way; what ended before the release stays where it ended. */
const reached: Readonly<Record<Status, number>> = {
  draft: 0,
  abandoned: 0,
  in_review: 1,
  awaiting_sign_off: 2,
  refused: 2,
  signed_off: 3,
  released: 4,
  superseded: 4,
  withdrawn: 4,
  expired: 4,
};

const finisher = (events: readonly AnnouncementEvent[], step: Step): AnnouncementEvent | undefined =>
  events.findLast(({ type }) => endedBy[step].includes(type));

/** The way of a text in five steps: who ended each and when, and where it stands. */
export function Steps({ model }: { readonly model: DeskAnnouncementModel }) {
  const { language, events, names } = model;
  const t = translator(language);
  const present = reached[model.status];
  return (
    <ol className="steps" aria-label={t('desk.steps')}>
      {steps.map((step, index) => {
        const state = index < present ? 'done' : index === present ? 'current' : 'todo';
        const event = state === 'done' ? finisher(events, step) : undefined;
        const person = event?.by ? (names.person?.(event.by) ?? event.by) : t('desk.system');
        return (
          <li key={step} className={state} aria-current={state === 'current' ? 'step' : undefined}>
            <Icon name={state === 'done' ? 'check' : state === 'current' ? 'hourglass' : 'dot'} />
            <div>
              <strong>{t(`desk.step.${step}`)}</strong>
              <span className="visually-hidden">
                {t(
                  state === 'done'
                    ? 'desk.stepDone'
                    : state === 'current'
                      ? 'desk.stepCurrent'
                      : 'desk.stepTodo',
                )}
              </span>
              {event && (
                <small>{t('desk.stepBy', { person, at: formatTableTime(event.at, language) })}</small>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
