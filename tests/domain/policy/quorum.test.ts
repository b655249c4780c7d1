import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { judge, seatsOf, type SeatStanding } from '../../../domain/policy/quorum.js';
import type { Quorum } from '../../../domain/policy/policy.js';

const quorum: Quorum = { all: ['a'], at_least: { count: 2, of: ['b', 'c', 'd'] }, veto: ['a', 'v'] };

/** `a+ b- c? d~ v*`: approved, rejected, changes requested, waived, reopened; a bare name is open. */
function seats(text: string): SeatStanding[] {
  const signs = { '+': 'approve', '-': 'reject', '?': 'request_changes' } as const;
  return text.split(' ').map((word) => {
    const sign = word[1] as keyof typeof signs | undefined;
    return {
      seat: word[0] ?? '',
      answer: sign ? (signs[sign] ?? null) : null,
      waived: word[1] === '~',
      reopened: word[1] === '*',
    };
  });
}

test('a seat of several lists is one seat', () => {
  expect(seatsOf(quorum)).toEqual(['a', 'v', 'b', 'c', 'd']);
});

test.each([
  ['a+ v+ b+ c+ d', 'met'],
  ['a+ v+ b+ c d', 'open'],
  ['a v+ b+ c+ d+', 'open'],
  ['a+ v b+ c+ d+', 'open'],
  ['a- v b c d', 'rejected'],
  ['a? v b c d', 'changes_requested'],
  ['a+ v- b+ c+ d+', 'rejected'],
  ['a+ v+ b- c- d', 'quorum_unmeetable'],
  ['a+ v+ b- c+ d', 'open'],
  ['a+ v+ b- c+ d+', 'met'],
  ['a+ v+ b- c~ d', 'open'],
  ['a+ v+ b- c~ d+', 'met'],
  ['a+ v+ b~ c~ d~', 'met'],
  ['a~ v~ b+ c+ d', 'met'],
  ['a~ v~ b~ c~ d~', 'met'],
  ['a+ v+ b+ c+ d*', 'open'],
] as const)('%s is %s', (text, ruling) => {
  expect(judge(quorum, seats(text))).toBe(ruling);
});

test('nobody named means nobody waited for', () => {
  expect(judge({ all: [], at_least: { count: 0, of: [] }, veto: [] }, [])).toBe('met');
});

describe('whatever the policy and the answers', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const some = fc.subarray(names);
  const anyQuorum = fc
    .record({ all: some, veto: some, of: some, count: fc.nat(5) })
    .map(({ all, veto, of, count }): Quorum => ({
      all,
      veto,
      at_least: { of, count: Math.min(count, of.length) },
    }));
  const anyAnswer = fc.constantFrom('approve', 'request_changes', 'reject', null);
  const anySeats = (of: Quorum) =>
    fc.tuple(...seatsOf(of).map((seat) => fc.record({ seat: fc.constant(seat), answer: anyAnswer, waived: fc.boolean() }))).map(
      (list) => list.map((one) => ({ ...one, answer: one.waived ? null : one.answer, reopened: false })),
    ); // prettier-ignore
  const anyReview = anyQuorum.chain((of) => anySeats(of).map((list) => ({ quorum: of, list })));

  test('a waiver alone never returns a text that stood', () => {
    fc.assert(
      fc.property(anyReview, fc.nat(4), ({ quorum: of, list }, pick) => {
        const open = list.filter(({ answer, waived }) => answer === null && !waived);
        const chosen = open[pick % Math.max(1, open.length)];
        fc.pre(chosen !== undefined && ['open', 'met'].includes(judge(of, list)));
        const waived = list.map((one) => (one === chosen ? { ...one, waived: true } : one));
        expect(['open', 'met']).toContain(judge(of, waived));
      }),
    );
  });

  test('met means that nobody who must agree is missing or against, and that enough others agree', () => {
    fc.assert(
      fc.property(anyReview, ({ quorum: of, list }) => {
        fc.pre(judge(of, list) === 'met');
        const answer = new Map(list.map((one) => [one.seat, one]));
        for (const seat of [...of.all, ...of.veto]) {
          const one = answer.get(seat);
          expect(one?.waived === true || one?.answer === 'approve').toBe(true);
        }
        const agreed = of.at_least.of.filter(
          (seat) => answer.get(seat)?.answer === 'approve' || answer.get(seat)?.waived,
        );
        expect(agreed.length).toBeGreaterThanOrEqual(of.at_least.count);
      }),
    );
  });
});
