import type { ReviewDecision } from '../../domain/announcement/state.js';
import { formatReleasedAt } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import type { IconName } from './icons.js';
import type { ObjectionView, PageContext, SeatView } from './model.js';
import { Notice, Tag, type Tone, listed } from './parts.js';
import { Deadline, Since } from './times.js';

const decisionLook: Readonly<Record<ReviewDecision, readonly [IconName, Tone]>> = {
  approve: ['check', 'done'],
  request_changes: ['undo', 'crisis'],
  reject: ['cross', 'life-safety'],
};

type SeatProps = { readonly seat: SeatView; readonly context: PageContext };

function Answer({ seat, context }: SeatProps) {
  const { language, now } = context;
  const t = translator(language);
  if (seat.decision) {
    const { decision, person, at, assurance, note, status } = seat.decision;
    const [icon, tone] = decisionLook[decision];
    return (
      <>
        <Tag icon={icon} tone={tone}>{t(`words.decision.${decision}`)}</Tag>
        <p className="muted">{t('decision.seat.decidedWith', { person, at: formatReleasedAt(at, language), assurance: t(`words.assurance.${assurance}`) })}</p>
        {status === 'recorded' && <p className="muted">{t('decision.seat.recorded')}</p>}
        {note !== null && note !== '' && <p className="said">{t('decision.seat.said', { note })}</p>}
      </>
    );
  }
  if (seat.waiver) {
    const { by, at, reason } = seat.waiver;
    return (
      <>
        <Tag icon="box" tone="plain">{t('decision.seat.waived')}</Tag>
        <p className="muted">{t('decision.seat.decidedBy', { person: by, at: formatReleasedAt(at, language) })}</p>
        {reason !== null && reason !== '' && <p className="said">{t('decision.seat.why', { note: reason })}</p>}
      </>
    );
  }
  if (seat.waitingFor.length === 0 && seat.deadline === null) {
    return <Tag icon="box" tone="plain">{t('decision.seat.notNeeded')}</Tag>;
  }
  return (
    <>
      <Tag icon="hourglass" tone="accent">{t('decision.seat.waiting')}</Tag>
      {seat.waitingFor.length > 0 && (
        <p className="muted">{t('decision.seat.waitingFor', { people: listed(seat.waitingFor, language) })}</p>
      )}
      {seat.since !== null && (
        <p className="muted">
          <Since at={seat.since} now={now} language={language} />
        </p>
      )}
      {seat.deadline !== null && (
        <p>
          <Deadline at={seat.deadline} now={now} language={language} />
        </p>
      )}
    </>
  );
} // prettier-ignore

/** Each seat: who decided what and when, or who is waited for, since when and until when. */
export function Seats({ seats, context }: { readonly seats: readonly SeatView[]; readonly context: PageContext }) {
  const t = translator(context.language);
  if (seats.length === 0) return <p className="muted">{t('decision.seat.none')}</p>;
  return (
    <ul className="seats">
      {seats.map((seat) => (
        <li key={seat.agency}>
          <div>
            <strong>{seat.agency}</strong>
            <small>{listed(seat.rules.map((rule) => t(`decision.seat.rules.${rule}`)), context.language)}</small>
          </div>
          <div>
            <Answer seat={seat} context={context} />
          </div>
        </li>
      ))}
    </ul>
  );
} // prettier-ignore

/** Objections stand above the buttons: nobody signs past one unseen. */
export function Objections({ objections, context }: { readonly objections: readonly ObjectionView[]; readonly context: PageContext }) {
  const t = translator(context.language);
  return objections.map((objection) => (
    <Notice key={`${objection.agency} ${objection.at}`} tone="crisis" icon="hand">
      <strong>{t('decision.objection', { agency: objection.agency })}</strong>
      <p>
        {t('decision.objectionBy', {
          person: objection.person,
          at: formatReleasedAt(objection.at, context.language),
        })}
      </p>
      {objection.note !== null && <p>{t('decision.seat.said', { note: objection.note })}</p>}
    </Notice>
  ));
} // prettier-ignore
