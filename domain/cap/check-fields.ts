import { type Content, languagesOf } from '../content/content.js';
import type { Instant } from '../instant.js';
import type { Block } from '../rendering/segments.js';
import { type CapCheckName, type CapFault, checkCap } from './checks.js';
import { type CapSource, composeAlert } from './compose.js';
import { capMoment } from './moment.js';
import type { Bounds } from './rules/rule.js';

/** Rules of texts say these to the author already, with the field's own name. */
const saidElsewhere: ReadonlySet<CapCheckName> = new Set<CapCheckName>([
  'markup', 'entity', 'control_character', 'bidi_override', 'expired_already', 'expires_before_sent',
  'event_missing', 'headline_missing', 'description_missing', 'area_description_missing',
]); // prettier-ignore

const placeholder = 'urn:uuid:00000000-0000-4000-8000-000000000000';
const earlier = 'urn:uuid:00000000-0000-4000-8000-000000000001';

/** Where an element of an info comes from in the content; `{}` stands for the language. */
const textSources: Readonly<Record<Block, Readonly<Record<string, string>>>> = {
  text: { headline: 'texts.{}.headline', description: 'texts.{}.body', instruction: 'texts.{}.action' },
  withdrawal: { headline: 'withdrawal.{}.headline', description: 'withdrawal.{}.body' },
};

/** `info[1].headline` as the author knows it: `texts.en.headline`. What every language shares is named once, in `cap`. */
function contentPath(path: string, content: Content, block: Block): string {
  const [, index, element = '', rest = ''] = /^info\[(\d+)\]\.([A-Za-z]+)(.*)$/.exec(path) ?? [];
  const language = languagesOf(content)[Number(index)];
  if (!language) return `cap.${path}`;
  const source = textSources[block][element];
  if (source) return source.replace('{}', language);
  if (element === 'event') return `cap.event.${language}`;
  if (element === 'language') return `texts.${language}`;
  if (element === 'area') return `cap.areas${rest.replace('.areaDesc', `.description.${language}`).replace(/([a-z])\[0\]/, '$1')}`;
  return `cap.${element}`;
} // prettier-ignore

/**
 * Every CAP fault a content has already while it is written, with paths into the content; what release adds (identifier,
 * moment, references) is stood in for. `now` is the moment of the question.
 */
export function checkCapFields(source: CapSource, now: Instant, province?: Bounds): CapFault[] {
  const { content, block } = source;
  const sent = capMoment(now);
  const alert = composeAlert<string>(source, {
    identifier: placeholder,
    sent,
    references: `${source.office.sender},${earlier},${sent}`,
    web: 'https://eblagh.invalid/',
    words: (language) => {
      const said = block === 'text' ? content.texts[language] : content.withdrawal[language];
      const instruction = block === 'text' ? (content.texts[language]?.action ?? '') : '';
      const event = content.cap.event[language];
      return { event, headline: said?.headline ?? '', description: said?.body ?? '', instruction };
    },
  });
  const faults = checkCap(alert, { now, ...(province && { province }) })
    .filter(({ check }) => !saidElsewhere.has(check))
    .map((fault) => ({ ...fault, path: contentPath(fault.path, content, block) }));
  return [...new Map(faults.map((fault) => [`${fault.check} ${fault.path}`, fault])).values()];
}
