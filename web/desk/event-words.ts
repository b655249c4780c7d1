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
      return t(`desk.event.${event.type}`, { person });
    case 'submitted':
      return t('desk.event.submitted', { person, version: event.version });
    case 'reviewers_asked':
      return t(`desk.event.reviewers_asked.${event.because}`, { people: people(event.people), seat: agency(event.seat) });
    case 'reviewed':
      return t('desk.event.reviewed', { person, seat: agency(event.seat), decision: t(`words.decision.${event.decision}`) });
    case 'objected':
    case 'waived':
      return t(`desk.event.${event.type}`, { person, seat: agency(event.seat) });
    case 'decision_ended':
      return event.because === 'retracted'
        ? t('desk.event.decision_ended.retracted', { person, seat: agency(event.seat) })
        : t('desk.event.decision_ended.veto_objection', { seat: agency(event.seat) });
    case 'signers_asked':
      return t(`desk.event.signers_asked.${event.because}`, { people: people(event.people) });
    case 'reminded':
      return event.seat === null ? t('desk.event.reminded_signer') : t('desk.event.reminded', { seat: agency(event.seat) });
    case 'office_told':
      return event.seat === null ? t('desk.event.office_told_signer') : t('desk.event.office_told', { seat: agency(event.seat) });
    case 'signed':
      if (event.override) return t('desk.event.overridden', { person });
      return event.plan.when === 'at'
        ? t('desk.event.signed.at', { person, at: formatReleasedAt(event.plan.at, language) })
        : t(`desk.event.signed.${event.plan.when}`, { person });
    case 'sign_off_given':
      return t(`desk.event.sign_off_given.${event.decision}`, { person });
    case 'returned':
      return t('desk.event.returned', { cause: t(`words.returnCause.${event.cause}`) });
    case 'held': {
      const reason = t(`words.hold.${event.reason}`);
      return event.by === null ? t('desk.event.held_by_system', { reason }) : t('desk.event.held', { person, reason });
    }
    case 'go_given':
      return t('desk.event.go_given', { person, count: event.audienceCount });
    case 'released':
      return t('desk.event.released', { number: digits(event.number, language) });
    case 'fan_out_stopped':
    case 'fan_out_continued':
    case 'fan_out_completed':
      return t(`desk.event.${event.type}`, { channel: t(`words.channel.${event.channel}`) });
    case 'agreed':
    case 'reopened':
    case 'refused':
    case 'superseded':
    case 'withdrawn':
    case 'expired':
      return t(`desk.event.${event.type}`);
  }
} // prettier-ignore
