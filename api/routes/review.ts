import type { Router } from 'express';
import { createObjection, createRetraction, createReview, createWaiver } from '../../contract/review.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import type { Person } from '../../domain/people/person.js';
import type { SeatName } from '../../domain/policy/policy.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { actAnswer, perform } from '../perform.js';
import { readableAnnouncement } from '../views/announcement.js';
import { fitWords, words } from './words.js';

export function reviewRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, createReview, async ({ params, body }, { actor, id }) => {
    const { state } = await readableAnnouncement(db, actor.person, params.id);
    const { version, manifestSha256, decision, note } = body;
    const seat = body.seat ?? seatOf(actor.person, state);
    const { assurance } = actor;
    const performed = await perform(context, {
      id,
      announcement: params.id,
      by: actor.person,
      body: { type: 'review', version, seat, decision, manifestSha256, assurance },
      decision: { note: fitWords('note', note), invitationId: null },
    });
    context.metrics.decided('review', decision, assurance);
    return actAnswer(context, params.id, performed);
  });

  serve(router, context, createObjection, async ({ params, body }, { actor, id }) => {
    const { state } = await readableAnnouncement(db, actor.person, params.id);
    const seat = body.seat ?? seatOf(actor.person, state);
    const act = { type: 'object', version: body.version, seat } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act, ...words(body.note) });
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore

  serve(router, context, createRetraction, async ({ params, body }, { actor, id }) => {
    const { state } = await readableAnnouncement(db, actor.person, params.id);
    const seat = state.version?.seats.find((one) => one.decision?.id === body.decision);
    if (!seat || !state.version) return refuse({ code: 'decision_not_yours' });
    const act = { type: 'retract', version: state.version.number, seat: seat.seat, decision: body.decision } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act, ...words(body.note) });
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore

  serve(router, context, createWaiver, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { type: 'waive', seat: body.seat } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act, ...words(body.reason) });
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore
}

/** The seat a person speaks for where they do not say: the one they are asked for, else their own agency's. */
export function seatOf(person: Person, { version }: AnnouncementState): SeatName {
  const asked = version?.seats.find(({ invitations }) => invitations.some((one) => one.person === person.id));
  const candidate = version?.seats.find(({ candidates }) => candidates.includes(person.id));
  return asked?.seat ?? candidate?.seat ?? person.agency ?? refuse({ code: 'not_asked', seat: null });
}
