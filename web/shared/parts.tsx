import { Fragment, type ReactNode } from 'react';
import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { Channel } from '../../domain/content/content.js';
import { type Language, directionOf, tagOf } from '../../domain/language.js';
import type { Refusal } from '../../domain/refusal.js';
import { formatAnnouncementNumber } from '../../i18n/format.js';
import { type Names, refusalText } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';
import { Icon, type IconName, severityIcon, statusIcon } from './icons.js';
import type { AnnouncementNumber } from './model.js';

/** Telephone numbers, codes, addresses and identifiers keep their own direction. */
export const Ltr = ({ children }: { readonly children: ReactNode }) => <bdi dir="ltr">{children}</bdi>;

/** Words in a language that may not be the page's. */
export const Spoken = ({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) => (
  <bdi lang={tagOf[language]} dir={directionOf[language]}>
    {children}
  </bdi>
);

export type Tone = 'plain' | 'accent' | 'done' | 'crisis' | 'life-safety' | 'routine';

/** Word, icon and colour, in that order of trust. */
export const Tag = ({ icon, tone, children }: { readonly icon: IconName; readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={`tag tone-${tone}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </span>
); // prettier-ignore

const statusTone: Readonly<Record<Status, Tone>> = {
  draft: 'plain',
  in_review: 'accent',
  awaiting_sign_off: 'accent',
  signed_off: 'accent',
  released: 'done',
  superseded: 'crisis',
  withdrawn: 'life-safety',
  expired: 'plain',
  refused: 'life-safety',
  abandoned: 'plain',
};
const severityTone: Readonly<Record<Severity, Tone>> = {
  life_safety: 'life-safety',
  crisis: 'crisis',
  routine: 'routine',
};

export const StateTag = ({ status, language }: { readonly status: Status; readonly language: Language }) => (
  <Tag icon={statusIcon[status]} tone={statusTone[status]}>
    {translator(language)(`words.status.${status}`)}
  </Tag>
);

export const SeverityTag = ({
  severity,
  language,
}: {
  readonly severity: Severity;
  readonly language: Language;
}) => (
  <Tag icon={severityIcon[severity]} tone={severityTone[severity]}>
    {translator(language)(`words.severity.${severity}`)}
  </Tag>
);

/** A box that says one thing. `role` makes a screen reader read refusals at once. */
export const Notice = ({ tone, icon, children }: { readonly tone: Tone; readonly icon: IconName; readonly children: ReactNode }) => (
  <div className={`notice tone-${tone}`} role={tone === 'life-safety' ? 'alert' : 'status'}>
    <Icon name={icon} />
    <div>{children}</div>
  </div>
); // prettier-ignore

/** Everything a form was refused for, at once. */
export function Refusals(props: { readonly refusals: readonly Refusal[]; readonly language: Language; readonly names?: Names | undefined }) {
  if (props.refusals.length === 0) return null;
  const sentences = props.refusals.map((refusal) => refusalText(refusal, props.language, props.names));
  return (
    <Notice tone="life-safety" icon="alert">
      <strong>{translator(props.language)('shared.problems')}</strong>
      <ul>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
} // prettier-ignore

/** A definition list: what, and its value. Rows without a value are left out. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="facts">
    {rows
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

/** «اطلاعیه شمارهٔ ۳», or the kind alone before a number is given. */
export function label(kind: AnnouncementKind, number: AnnouncementNumber | null, language: Language): string {
  const t = translator(language);
  if (!number) return t(`words.kind.${kind}`);
  return t('shared.kindAndNumber', {
    kind: t(`words.kind.${kind}`),
    number: formatAnnouncementNumber(number.value, number.year, language),
  });
}

/** Names in one line: «الف، ب، پ». */
export const listed = (items: readonly string[], language: Language): string =>
  items.join(translator(language)('shared.comma'));

export const channelNames = (channels: readonly Channel[], language: Language): string =>
  listed(
    channels.map((channel) => translator(language)(`words.channel.${channel}`)),
    language,
  );

/** A sentence of the catalogue whose open places are filled with elements: `{name}` becomes what `values` holds for it. */
export function Sentence<Name extends string>(props: {
  readonly say: (values: Readonly<Record<Name, string>>) => string;
  readonly values: Readonly<Record<Name, ReactNode>>;
}) {
  const names = Object.keys(props.values) as Name[];
  // Private-use characters stand only in the catalogue's own sentence, never in an author's words.
  const marks = Object.fromEntries(names.map((name, index) => [name, String.fromCharCode(0xe000 + index)]));
  const pieces = props.say(marks as Record<Name, string>).split(/([\uE000-\uF8FF])/);
  return pieces.map((piece, index) => {
    const name = index % 2 === 1 ? names[piece.charCodeAt(0) - 0xe000] : undefined;
    // oxlint-disable-next-line react/no-array-index-key
    return <Fragment key={index}>{name === undefined ? piece : props.values[name]}</Fragment>;
  });
}
