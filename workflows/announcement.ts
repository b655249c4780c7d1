import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { askPostgres, settleInbox } from './settle.js';
import { effectsOf, openEffects } from './effects.js';
import { actSignal, actTypes, actUpdate, stateQuery, type AnnouncementInput } from './messages.js';
import { nextMoment, wake } from './clocks.js';
import { show } from './show.js';
import { Story } from './story.js';
import { isAct, validatorOf } from './validate.js';

/** Histories are killed at 51,200 events; a run that reaches this goes on as a new one. */
const LONG_HISTORY = 2_000;

/**
 * One announcement from its draft to the end of its life. Acts come as Updates or signals and are only queued; this loop
 * settles them, wakes the clocks, releases, and sets going what follows. Nothing else changes the state.
 */
export async function announcement(input: AnnouncementInput): Promise<void> {
  const story = new Story(input.state);
  listen(story);
  let underWay = 0;
  const start = (effects: (() => Promise<unknown>)[]) => {
    for (const effect of effects) {
      underWay += 1;
      void effect()
        .catch((error: unknown) => log.error('an effect failed for good', { error: String(error) }))
        .finally(() => (underWay -= 1));
    }
  };

  await askPostgres(story);
  story.takeNews();
  show(story.state, true);
  start(openEffects(story.state));
  for (;;) {
    await settleInbox(story);
    await wake(story);
    const news = story.takeNews();
    start(effectsOf(news));
    if (news.length > 0)
      show(
        story.state,
        news.some(({ before, after }) => before.status !== after.status),
      );
    if (story.inbox.length > 0) continue;
    const moment = nextMoment(story);
    if (moment && moment.inMs <= 0) continue;
    const idle = () => allHandlersFinished() && story.inbox.length === 0 && underWay === 0;
    if (isOver(story) && idle()) return;
    if (isLong() && idle()) await continueAsNew<typeof announcement>({ state: story.state });
    const ready = () => story.inbox.length > 0 || ((isOver(story) || isLong()) && idle());
    if (moment) await condition(ready, moment.inMs, { summary: moment.summary });
    else await condition(ready);
  }
}

/** Registered before the first await: messages may already be there. */
function listen(story: Story): void {
  for (const type of actTypes)
    setHandler(
      actUpdate(type),
      async (message) => {
        story.take(message);
        await condition(() => story.outcomeOf(message.act.id) !== undefined);
        return story.outcomeOf(message.act.id)!;
      },
      { validator: validatorOf(story, type) },
    );
  setHandler(actSignal, (message) => {
    if (isAct(message) && message.announcement === story.state.id) story.take(message);
    else log.warn('a signal that is no act of this announcement was passed over');
  });
  setHandler(stateQuery, () => story.state);
}

/** Nothing can happen to it any more, and nothing of its own is still going on. */
function isOver({ state }: Story): boolean {
  const ended = ['superseded', 'withdrawn', 'expired', 'refused', 'abandoned'].includes(state.status);
  return ended && state.fanOuts.every(({ status }) => status === 'complete');
}

function isLong(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > LONG_HISTORY;
}
