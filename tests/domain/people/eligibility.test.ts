import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { planSeats } from '../../../domain/people/eligibility.js';
import { matchPlaces } from '../../../domain/people/matching.js';
import type { Person } from '../../../domain/people/person.js';
import {
  administrator, crisisManagement, crisisPolicy, everybody, governor, health, police, politicalDeputy, withQuorum,
} from '../../support/cast.js'; // prettier-ignore

const twoSeats = withQuorum({ all: ['health', 'police'], at_least: { count: 0, of: [] }, veto: [] });
const without = (...people: readonly Person[]) =>
  everybody.filter(({ id }) => !people.some((gone) => gone.id === id));

describe('planning a submission', () => {
  test('lists for every seat its manager, its stand-in and its officers who review, in that order', () => {
    const reviewing = { ...health.officer, roles: ['officer', 'reviewer'] as const };
    const plan = planSeats(
      twoSeats,
      [reviewing, health.standIn, ...without(health.officer, health.standIn)],
      [],
      [],
    );
    expect(plan).toMatchObject({
      ok: true,
      value: {
        seats: [
          { seat: 'health', candidates: [health.manager.id, health.standIn.id, reviewing.id] },
          { seat: 'police', candidates: [police.manager.id, police.standIn.id] },
        ],
      },
    });
  });

  test('lists the signers in the order of the policy', () => {
    const plan = planSeats(crisisPolicy, everybody, [], []);
    expect(plan.ok && plan.value.signers).toEqual([
      { post: 'governor', people: [governor.id] },
      { post: 'political-deputy', people: [politicalDeputy.id] },
    ]);
  });

  test('asks no contributor, nobody who left, and nobody who is away', () => {
    const gone = { ...health.manager, left: true };
    const plan = planSeats(twoSeats, [gone, ...without(health.manager, police.manager)], [governor.id], []);
    expect(plan).toEqual({
      ok: true,
      value: {
        seats: [
          { seat: 'health', candidates: [health.standIn.id] },
          { seat: 'police', candidates: [police.standIn.id] },
        ],
        signers: [{ post: 'political-deputy', people: [politicalDeputy.id] }],
      },
    });
  });

  test('names every seat that nobody can fill, and the signature, at once', () => {
    const roster = without(health.manager, health.standIn, governor, politicalDeputy);
    expect(planSeats(twoSeats, roster, [police.manager.id, police.standIn.id], [])).toEqual({
      ok: false,
      refusals: [
        { code: 'seat_unfillable', seat: 'health' },
        { code: 'seat_unfillable', seat: 'police' },
        { code: 'signature_unfillable' },
      ],
    });
  });

  test('a stand-in from outside fills the seat, asked after the agency’s own people', () => {
    const helper = { ...crisisManagement.standIn, standsInFor: ['health'] };
    const roster = without(health.manager, health.standIn, crisisManagement.standIn);
    expect(planSeats(twoSeats, [...roster, helper], [], [])).toMatchObject({
      ok: true,
      value: { seats: [{ candidates: [helper.id] }, {}] },
    });
    expect(planSeats(twoSeats, [helper, ...roster, health.standIn], [], [])).toMatchObject({
      ok: true,
      value: { seats: [{ candidates: [health.standIn.id, helper.id] }, {}] },
    });
  });

  test('a waived seat may stay empty', () => {
    const plan = planSeats(twoSeats, without(health.manager, health.standIn), [], ['health']);
    expect(plan).toMatchObject({ ok: true, value: { seats: [{ seat: 'health', candidates: [] }, {}] } });
  });

  test('one person fills one seat: with only one for two seats, a seat is refused by name', () => {
    const both = { ...health.manager, standsInFor: ['police'] };
    const roster = [governor, both];
    expect(planSeats(twoSeats, roster, [], [])).toEqual({
      ok: false,
      refusals: [{ code: 'seat_unfillable', seat: 'police' }],
    });
  });

  test('whoever could fill two seats is asked first for the one that needs them', () => {
    const both = { ...health.manager, standsInFor: ['police'] };
    const plan = planSeats(twoSeats, [governor, both, health.standIn], [], []);
    expect(plan).toMatchObject({
      ok: true,
      value: {
        seats: [
          { seat: 'health', candidates: [health.standIn.id, both.id] },
          { seat: 'police', candidates: [both.id] },
        ],
      },
    });
  });

  test('keeps a signer apart from the seats', () => {
    const onlySigner = { ...health.manager, roles: ['reviewer', 'signatory'] as const, posts: ['governor'] };
    const onlyHealth = withQuorum({ all: ['health'], at_least: { count: 0, of: [] }, veto: [] });
    expect(planSeats(onlyHealth, [onlySigner], [], [])).toEqual({
      ok: false,
      refusals: [{ code: 'signature_unfillable' }],
    });
    expect(planSeats(onlyHealth, [onlySigner, health.standIn], [], []).ok).toBe(true);
  });

  test('a post in the hands of somebody who only manages signs nothing', () => {
    const posing = { ...administrator, posts: ['governor'] };
    const roster = [...without(governor, politicalDeputy), posing];
    expect(planSeats(twoSeats, roster, [], [])).toMatchObject({
      ok: false,
      refusals: [{ code: 'signature_unfillable' }],
    });
  });
});

test('matching fills as many places as can be filled at all', () => {
  const people = ['p', 'q', 'r', 's'];
  const anyPlaces = fc
    .array(fc.subarray(people), { maxLength: 5 })
    .map((lists) => lists.map((list, index) => ({ name: `place-${index}`, people: list })));
  const most = (places: readonly { people: readonly string[] }[], taken: readonly string[]): number => {
    const [first, ...rest] = places;
    if (!first) return 0;
    const filled = first.people
      .filter((one) => !taken.includes(one))
      .map((one) => 1 + most(rest, [...taken, one]));
    return Math.max(most(rest, taken), ...filled);
  };
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const matched = matchPlaces(places);
      expect(new Set(matched.values()).size).toBe(matched.size);
      for (const [name, person] of matched)
        expect(places.find((place) => place.name === name)?.people).toContain(person);
      expect(matched.size).toBe(most(places, []));
    }),
  );
});
