import type { Language } from '../domain/language.js';
import type { Rendering } from '../domain/rendering/segments.js';
import { renderEmailHtml } from './email-html.js';
import { type Inline, writePlain } from './markup.js';
import { type Message, headed, labelOf, plainBody, titleOf, validityOf } from './message.js';
import { plainText } from './statement.js';

type Lines = readonly (readonly Inline[])[];

const paragraphs = (lines: Lines): Inline[] =>
  lines.flatMap((line, index) => (index === 0 ? [...line] : ['\n\n', ...line]));

/** One language as plain text: what it is, what it says, what to do, where to check it. */
function plainMessage(message: Message): Inline[] {
  const { language, words, office, action } = message;
  const validity = validityOf(message);
  return paragraphs([
    [headed(message, ''), ...labelOf(message), '\n', message.headline].filter((piece) => piece !== ''),
    [`${office}\n${words.releasedAt} `, { slot: 'released_at', language }],
    plainBody(message),
    ...(action.length > 0 ? [[`${headed(message, words.action)}\n${plainText(action, language)}`]] : []),
    ...(validity ? [[validity]] : []),
    [`${words.page}\n`, { slot: 'page_url' }],
    [`${words.verify}\n`, { slot: 'verify_url' }],
  ]);
}

function plainFooter({ words, drill }: Message): Inline[] {
  return paragraphs([
    [words.sentTo.before, { slot: 'recipient.name' }, words.sentTo.after],
    ...(drill ? [] : [[`${words.unsubscribe}\n`, { slot: 'recipient.unsubscribe_url' } as const]]),
  ]);
}

/**
 * The mail to one recipient: every language the text is written in, the recipient's own first.
 * Unsubscribing belongs to public bulletins, so a drill's mail does not offer it.
 */
export function renderEmail(messages: readonly [Message, ...Message[]]): Rendering {
  const [own] = messages;
  const language: Language = own.language;
  const rule: Inline[] = ['\n\n⸻\n\n'];
  const text = messages.flatMap((message) => [...plainMessage(message), ...rule]);
  return {
    channel: 'email',
    language,
    parts: [
      { name: 'subject', segments: writePlain(titleOf(own)) },
      { name: 'text', segments: writePlain([...text, ...plainFooter(own), '\n']) },
      { name: 'html', segments: renderEmailHtml(messages) },
    ],
  };
}
