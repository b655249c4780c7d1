import type { AnnouncementEvent } from '../../domain/announcement/events.js';
import type { Language } from '../../domain/language.js';
import { digits, formatReleasedAt } from '../../i18n/format.js';
import type { Names } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';

/** An event as a sentence that says who did what. */
export function eventSentence(event: AnnouncementEvent, language: Language, names: Names): string {
  const t = translator(language);
  const nameOf = (id: string): string => names.person?.(id) ?? id;
  const person = event.by === null ? t('desk.system') : nameOf(event.by);
  const people = (ids: readonly string[]): string => ids.map(nameOf).join(t('shared.comma'));
  const agency = (slug: string): string => names.agency?.(slug) ?? slug;
  switch (event.type) {
    case 'drafted':
    case 'born_signed':
    case 'abandoned':
    case 'freed':
      return t(`events.${event.type}`, { person });
    case 'submitted':
      return t('events.submitted', { person, version: event.version });
    case 'reviewers_asked':
      return t(`events.reviewers_asked.${event.because}`, { people: people(event.people), seat: agency(event.seat) });
    case 'reviewed':
      return t('events.reviewed', { person, seat: agency(event.seat), decision: t(`words.decision.${event.decision}`) });
    case 'objected':
    case 'waived':
      return t(`events.${event.type}`, { person, seat: agency(event.seat) });
    case 'decision_ended':
      return event.because === 'retracted'
        ? t('events.decision_ended.retracted', { person, seat: agency(event.seat) })
        : t('events.decision_ended.veto_objection', { seat: agency(event.seat) });
    case 'signers_asked':
      return t(`events.signers_asked.${event.because}`, { people: people(event.people) });
    case 'reminded':
      return event.seat === null ? t('events.reminded_signer') : t('events.reminded', { seat: agency(event.seat) });
    case 'office_told':
      return event.seat === null ? t('events.office_told_signer') : t('events.office_told', { seat: agency(event.seat) });
    case 'signed':
      if (event.override) return t('events.overridden', { person });
      return event.plan.when === 'at'
        ? t('events.signed.at', { person, at: formatReleasedAt(event.plan.at, language) })
        : t(`events.signed.${event.plan.when}`, { person });
    case 'sign_off_given':
      return t(`events.sign_off_given.${event.decision}`, { person });
    case 'returned':
      return t('events.returned', { cause: t(`words.returnCause.${event.cause}`) });
    case 'held': {
      const reason = t(`words.hold.${event.reason}`);
      return event.by === null ? t('events.held_by_system', { reason }) : t('events.held', { person, reason });
    }
    case 'go_given':
      return t('events.go_given', { person, count: event.audienceCount });
    case 'released':
      return t('events.released', { number: digits(event.number, language) });
    case 'fan_out_stopped':
    case 'fan_out_continued':
    case 'fan_out_completed':
      return t(`events.${event.type}`, { channel: t(`words.channel.${event.channel}`) });
    case 'agreed':
    case 'reopened':
    case 'refused':
    case 'superseded':
    case 'withdrawn':
    case 'expired':
      return t(`events.${event.type}`);
  }
} // prettier-ignore
