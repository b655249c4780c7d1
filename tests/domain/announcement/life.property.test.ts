import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decidePrompt, nextPrompt } from '../../../domain/announcement/clocks.js';
import { decide } from '../../../domain/announcement/decide.js';
import type { EventBody, EventHeader } from '../../../domain/announcement/events.js';
import { fold } from '../../../domain/announcement/evolve.js';
import { headerOf, withHeader } from '../../../domain/announcement/headers.js';
import { statuses, type Status } from '../../../domain/announcement/kinds.js';
import { decideRelease } from '../../../domain/announcement/release-decision.js';
import { after } from '../../../domain/instant.js';
import { actOf, policies, roll, roster, tries, whatOf } from '../../support/dice.js';
import { Onlooker } from '../../support/onlooker.js';
import { aDraft, allWell, anAnnouncementInReview, dawn, draftedEvent } from '../../support/story.js';

const ended: readonly Status[] = ['superseded', 'withdrawn', 'expired', 'refused', 'abandoned'];
const finishing: readonly EventBody['type'][] = ['fan_out_stopped', 'fan_out_continued', 'fan_out_completed'];

test('no path leads around the rules', () => {
  const accepted = new Map<string, number>();
  const refusedOf = new Map<string, number>();
  const reached = new Map<string, number>();
  let stale = 0;
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

  fc.assert(
    fc.property(fc.array(roll, { minLength: 30, maxLength: 60, size: 'max' }), (rolls) => {
      let state = aDraft();
      let inFlight = anAnnouncementInReview({ roster, policy: policies[0] });
      let lastShown = inFlight;
      let now = dawn;
      const onlooker = new Onlooker();
      const broken: string[] = [];
      const claim = (rule: string, holds: boolean) => {
        if (!holds) broken.push(rule);
      };
      onlooker.events.push(draftedEvent);

      for (const one of rolls) {
        now = after(now, one.wait * 60_000);
        const before = state;
        const what = whatOf(one, state.status);
        let header: EventHeader = { at: now, by: null, act: null };
        let bodies: readonly EventBody[] = [];
        if (what === 'release')
          bodies = decideRelease(state, { ...allWell, now, audienceNow: 1000 + one.how * 40 });
        else if (what === 'clocks') bodies = decidePrompt(state, now);
        else {
          const made = actOf(what, one, now, state, lastShown);
          header = headerOf(made);
          const decided = decide(state, made);
          count(decided.ok ? accepted : refusedOf, what);
          if (decided.ok) bodies = decided.value;
          else claim('a refusal has a reason', decided.refusals.length > 0);
          const names = 'manifestSha256' in made && made.type !== 'submit' ? made.manifestSha256 : null;
          const fresh = names === null || names === state.version?.manifestSha256;
          if (!fresh) stale += 1;
          claim('what is applied names the bytes in flight', !decided.ok || fresh);
        }
        const happened = withHeader(header, bodies);
        state = fold(happened, state);
        onlooker.events.push(...happened);
        if (state.version && !before.version) lastShown = inFlight;
        if (state.version) inFlight = state;
        count(reached, state.status);

        claim('duties are separate', onlooker.dutiesAreSeparate());
        claim('the policy is satisfied, or overridden', !state.release || onlooker.mayBeReleased());
        claim('a release happens once', !before.release || state.release === before.release);
        claim('an end is an end', !ended.includes(before.status) || state.status === before.status);
        const onlyFanOuts = bodies.every(({ type }) => finishing.includes(type));
        claim('after the end only fan-outs go on', !ended.includes(before.status) || onlyFanOuts);
        claim(
          'the clocks leave nothing that is due',
          what !== 'clocks' || (nextPrompt(state)?.at ?? '~') > now,
        );
        const remembered = bodies.length === 0 || header.act === null || state.acts.at(-1) === header.act;
        claim('an act that was applied is remembered', remembered);
      }
      expect(broken).toEqual([]);
      expect(fold(onlooker.events, null)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 400 },
  );

  for (const type of Object.keys(tries)) {
    expect([type, (accepted.get(type) ?? 0) >= 50]).toEqual([type, true]);
    expect([type, (refusedOf.get(type) ?? 0) >= 50]).toEqual([type, true]);
  }
  expect(stale).toBeGreaterThanOrEqual(50);
  for (const status of statuses) expect([status, (reached.get(status) ?? 0) > 0]).toEqual([status, true]);
});
