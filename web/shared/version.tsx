import { Fragment, type ReactNode } from 'react';
import type { Channel, LanguageText } from '../../domain/content/content.js';
import { type Language, directionOf, languages, tagOf } from '../../domain/language.js';
import type { Rendering } from '../../domain/rendering/segments.js';
import { translator } from '../../i18n/translate.js';
import { Article, Letters, partOf } from './article.js';
import { type Change, compareWords } from './difference.js';
import type { PageContext, VersionView } from './model.js';
import { inDrill } from './page.js';

export interface VersionProps {
  readonly version: VersionView;
  readonly context: PageContext;
}

const newsroomRenderings = (renderings: readonly Rendering[]): Rendering[] =>
  renderings.filter(({ channel }) => channel === 'newsroom');

/** The words first and largest, in every language, as the newsroom will show them. */
export function FullText({ version, context }: VersionProps) {
  return newsroomRenderings(version.renderings).map((rendering) => (
    <section key={rendering.language} className="card">
      <Article rendering={rendering} known={version.known} language={context.language} />
    </section>
  ));
}

function Changes({ changes, language }: { readonly changes: readonly Change[]; readonly language: Language }) {
  const t = translator(language);
  return changes.map(({ kind, text }, index) => {
    const key = String(index);
    if (kind === 'same') return <Fragment key={key}>{text}</Fragment>;
    const Element = kind === 'added' ? 'ins' : 'del';
    return (
      <Element key={key}>
        <span className="visually-hidden">{t(`decision.difference.${kind}`)} </span>
        {text}
      </Element>
    );
  });
} // prettier-ignore

const compared = ['headline', 'body', 'action', 'sms'] as const satisfies readonly (keyof LanguageText)[];

function* changedFields({ version, context }: VersionProps): Generator<ReactNode> {
  const t = translator(context.language);
  for (const language of languages) {
    for (const field of compared) {
      const before = version.previous?.texts[language]?.[field] ?? '';
      const difference = compareWords(before, version.texts[language]?.[field] ?? '');
      if (difference.outcome === 'nothing') continue;
      yield (
        <div key={`${language}.${field}`} className="changed">
          <p><strong>{t('fields.inLanguage', { field: t(`fields.${field}`), language: t(`words.language.${language}`) })}</strong></p>
          {difference.outcome === 'words' ? (
            <p className="diff" lang={tagOf[language]} dir={directionOf[language]}>
              <Changes changes={difference.changes} language={context.language} />
            </p>
          ) : (
            <p className="muted">{t(difference.outcome === 'too_much' ? 'decision.difference.tooMuch' : 'decision.difference.same')}</p>
          )}
        </div>
      );
    }
  }
} // prettier-ignore

/** What changed by words since the version this person knows. */
export function DifferenceFromPrevious(props: VersionProps) {
  const { version, context } = props;
  if (!version.previous) return null;
  const t = translator(context.language);
  const { version: number, because } = version.previous;
  const changed = [...changedFields(props)];
  return (
    <section className="card">
      <h2>
        {inDrill(
          t(`decision.difference.since.${because}`, { version: number }),
          version.drill,
          context.language,
        )}
      </h2>
      {changed.length > 0 ? changed : <p className="muted">{t('decision.difference.nothing')}</p>}
    </section>
  );
}

function RenderingParts({ rendering, version, context }: VersionProps & { readonly rendering: Rendering }) {
  const t = translator(context.language);
  const letters = (name: 'subject' | 'text' | 'body') => (
    <Letters segments={partOf(rendering, name)?.segments ?? []} known={version.known} language={context.language} />
  );
  const written = rendering.language ?? 'fa';
  const own = { lang: tagOf[written], dir: directionOf[written] };
  if (rendering.channel === 'newsroom') return <p className="muted">{t('decision.sameAsAbove')}</p>;
  if (rendering.channel !== 'email') {
    return <pre className="letters" dir="ltr">{letters('body')}</pre>;
  }
  return (
    <>
      <p><strong>{t('decision.subject')}</strong></p>
      <pre className="letters" {...own}>{letters('subject')}</pre>
      <p className="muted">{t('decision.mailBody')}</p>
      <pre className="letters" {...own}>{letters('text')}</pre>
    </>
  );
} // prettier-ignore

const channelName = (channel: Channel, written: Language | null, language: Language): string => {
  const t = translator(language);
  const name = t(`words.channel.${channel}`);
  return written === null
    ? name
    : t('decision.inLanguage', { channel: name, language: t(`words.language.${written}`) });
};

/** Every channel's rendering, letter by letter, one fold each. */
export function ChannelRenderings({ version, context }: VersionProps) {
  const t = translator(context.language);
  return (
    <section className="card">
      <h2>{inDrill(t('decision.renderings'), version.drill, context.language)}</h2>
      <p className="muted">{t('decision.renderingsHint')}</p>
      {version.renderings.map((rendering) => (
        <details key={`${rendering.channel}.${rendering.language}`}>
          <summary>{channelName(rendering.channel, rendering.language, context.language)}</summary>
          <div>
            <RenderingParts rendering={rendering} version={version} context={context} />
          </div>
        </details>
      ))}
    </section>
  );
}

/** The withdrawal that is signed together with the text. */
export function WithdrawalText({ version, context }: VersionProps) {
  const t = translator(context.language);
  return (
    <section className="card">
      <h2>{inDrill(t('decision.withdrawal'), version.drill, context.language)}</h2>
      <p className="muted">{t('decision.withdrawalHint')}</p>
      {newsroomRenderings(version.withdrawal).map((rendering) => (
        <details key={rendering.language}>
          <summary>{t(`shared.languageMark.${rendering.language ?? 'fa'}`)}</summary>
          <div>
            <Article rendering={rendering} known={version.known} language={context.language} />
          </div>
        </details>
      ))}
    </section>
  );
}
