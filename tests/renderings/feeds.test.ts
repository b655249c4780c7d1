import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { fill, textOf } from '../../domain/rendering/fill.js';
import type { Channel } from '../../domain/content/content.js';
import { type RenderingInput, renderAnnouncement } from '../../renderings/announcement.js';
import { capFeed } from '../../renderings/cap-feed.js';
import { atomFeed, rssFeed } from '../../renderings/feeds.js';
import { slotValues } from '../../renderings/slot-values.js';
import { flood, floodInPersian, releaseValues } from './samples.js';

const frame = {
  language: 'fa',
  title: 'خبرهای استانداری کرمان',
  description: 'اطلاعیه‌ها & هشدارها',
  office: 'استانداری کرمان',
  selfUrl: 'https://eblagh.example/feed.atom?lang=fa&x=1',
  pageUrl: 'https://eblagh.example/',
  updated: '2026-11-23T04:30:00.000Z',
} as const;

function bytesOf(channel: Channel, input: RenderingInput = flood): string {
  const rendering = renderAnnouncement(input).find((each) => each.channel === channel);
  const filled = fill(rendering?.parts ?? [], slotValues(releaseValues));
  if (!filled.ok) throw new Error(JSON.stringify(filled.refusals));
  return filled.value.map(textOf).join('');
}
const read = (xml: string) => new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', isArray: (name) => ['entry', 'item', 'link'].includes(name) }).parse(xml); // prettier-ignore

describe('feeds', () => {
  test('Atom puts the released bytes, unchanged, into a frame that names itself', () => {
    const entry = bytesOf('atom');
    const xml = atomFeed(frame, [entry, entry]);
    expect(xml.split(entry).length).toBe(3);
    const { feed } = read(xml);
    expect(feed['@xml:lang']).toBe('fa-IR');
    expect(feed.updated).toBe('2026-11-23T08:00:00+03:30');
    expect(feed.link).toEqual([
      { '@rel': 'self', '@type': 'application/atom+xml', '@href': frame.selfUrl },
      { '@rel': 'alternate', '@type': 'text/html', '@href': frame.pageUrl },
    ]);
    expect(feed.entry).toHaveLength(2);
  });
  test('RSS likewise', () => {
    const item = bytesOf('rss');
    const xml = rssFeed(frame, [item]);
    expect(xml).toContain(item);
    const { channel } = read(xml).rss;
    expect(channel.language).toBe('fa-IR');
    expect(channel.lastBuildDate).toBe('Mon, 23 Nov 2026 08:00:00 +0330');
    expect(channel['atom:link']['@rel']).toBe('self');
    expect(channel.item).toHaveLength(1);
  });
  test('without entries they are whole documents', () => {
    expect(read(atomFeed(frame, [])).feed.title).toBe(frame.title);
    expect(read(rssFeed(frame, [])).rss.channel.title).toBe(frame.title);
    expect(read(capFeed(frame, [])).feed.title).toBe(frame.title);
  });
  test('the CAP feed speaks from the stored documents, in the reader’s language where they have it', () => {
    const item = { xml: bytesOf('cap'), capUrl: releaseValues.capUrl, pageUrl: releaseValues.pageUrl };
    const persianOnly = { ...item, xml: bytesOf('cap', { ...flood, content: floodInPersian }) };
    const { feed } = read(capFeed({ ...frame, language: 'en' }, [item, persianOnly]));
    expect(feed.entry.map((entry: { title: string }) => entry.title)).toEqual([
      'Flood expected; keep away from rivers',
      'سیل در راه است؛ از کنار رودخانه دور شوید',
    ]);
    expect(feed.entry[0]).toMatchObject({
      id: releaseValues.capIdentifier,
      updated: '2026-11-23T08:00:00+03:30',
      author: { name: 'Kerman Governor’s Office' },
      summary: 'Heavy rain starts at 18:00.',
      link: [
        { '@rel': 'alternate', '@type': 'application/cap+xml', '@href': releaseValues.capUrl },
        { '@rel': 'related', '@type': 'text/html', '@href': releaseValues.pageUrl },
      ],
    });
    expect(feed.entry[1]['@xml:lang']).toBe('fa-IR');
  });
  test('a stored document that cannot be read is an error, never an empty entry', () => {
    expect(() => capFeed(frame, [{ xml: '<alert/>', capUrl: 'https://x.example/c.xml', pageUrl: 'https://x.example' }])).toThrow('c.xml');
  }); // prettier-ignore
});
