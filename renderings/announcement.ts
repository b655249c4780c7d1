import { type Channel, channels, languagesOf } from '../domain/content/content.js';
import type { Language } from '../domain/language.js';
import type { Block, Rendering } from '../domain/rendering/segments.js';
import { renderAtom } from './atom.js';
import { renderCap } from './cap.js';
import { renderEmail } from './email.js';
import { type Message, type RenderingInput, messageOf } from './message.js';
import { renderNewsroom } from './newsroom.js';
import { renderRss } from './rss.js';

export type { RenderingInput } from './message.js';

type Messages = readonly [Message, ...Message[]];

function renderChannel(
  channel: Channel,
  input: RenderingInput,
  block: Block,
  perLanguage: readonly Messages[],
): Rendering[] {
  switch (channel) {
    case 'newsroom':
      return perLanguage.map(([own]) => renderNewsroom(own));
    case 'atom':
      return perLanguage.map(([own]) => renderAtom(own));
    case 'rss':
      return perLanguage.map(([own]) => renderRss(own));
    case 'cap':
      return [renderCap(input, block)];
    case 'email':
      return perLanguage.map(renderEmail);
  }
}

function render(input: RenderingInput, block: Block): Rendering[] {
  const languages = languagesOf(input.content);
  const messageIn = (language: Language): Message => messageOf(input, block, language);
  const perLanguage = languages.map((own): Messages => [
    messageIn(own),
    ...languages.filter((language) => language !== own).map(messageIn),
  ]);
  return channels
    .filter((channel) => input.content.channels.includes(channel))
    .flatMap((channel) => renderChannel(channel, input, block, perLanguage));
}

/**
 * Every rendering of an announcement: one for each of its channels and languages (CAP one for all), in a fixed order.
 * The same input gives the same segments for ever; a content that `checkContent` refused may throw.
 */
export function renderAnnouncement(input: RenderingInput): Rendering[] {
  return render(input, 'text');
}

/** The withdrawal prepared with it, on the same channels: signed together, released without new text. */
export function renderWithdrawal(input: RenderingInput): Rendering[] {
  return render(input, 'withdrawal');
}
