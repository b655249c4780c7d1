import { type Instant, between } from '../../domain/instant.js';
import { type Language, tagOf } from '../../domain/language.js';
import {
  formatClock,
  formatDate,
  formatDuration,
  formatReleasedAt,
  formatTimeLeft,
} from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { Icon } from './icons.js';

interface MomentProps {
  readonly at: Instant;
  readonly language: Language;
}

/** «دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۰۰» */
export const Moment = ({ at, language }: MomentProps) => (
  <time dateTime={at}>{formatReleasedAt(at, language)}</time>
);

/** The moment with the other calendar's date beside it, for readers outside Iran. */
export function BothCalendars({ at, language }: MomentProps) {
  const other = language === 'fa' ? 'en' : 'fa';
  return (
    <time dateTime={at}>
      {formatReleasedAt(at, language)}{' '}
      <span className="muted">
        (<bdi lang={tagOf[other]}>{formatDate(at, other)}</bdi>)
      </span>
    </time>
  );
}

const sameDay = (a: Instant, b: Instant): boolean => formatDate(a, 'en') === formatDate(b, 'en');

/** Time left that turns to the colour of running out: two minutes, or past. */
const pressing = 2 * 60_000;

/** «تا ۱۴:۳۰ · ۸ دقیقه مانده»; past deadlines say by how much. */
export function Deadline({ at, now, language }: MomentProps & { readonly now: Instant }) {
  const t = translator(language);
  const left = formatTimeLeft(now, at, language);
  const words = sameDay(at, now)
    ? t('shared.until', { clock: formatClock(at, language), left })
    : t('shared.untilDay', { moment: formatReleasedAt(at, language), left });
  const remaining = between(now, at);
  return (
    <time className={`deadline ${remaining < pressing ? 'late' : ''}`.trim()} dateTime={at}>
      <Icon name="clock" />
      <span>{words}</span>
    </time>
  );
}

/** «از ۱۴:۱۰ · ۱۲ دقیقه» */
export function Since({ at, now, language }: MomentProps & { readonly now: Instant }) {
  const clock = sameDay(at, now) ? formatClock(at, language) : formatReleasedAt(at, language);
  const length = formatDuration(Math.max(0, between(at, now)), language);
  return <time dateTime={at}>{translator(language)('shared.since', { clock, length })}</time>;
}
