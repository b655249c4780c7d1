import type { z } from 'zod';
import type { Rendering as RenderingSchema } from '../../contract/announcements.js';
import type { RenderingRecord } from '../../database/timeline.js';

type View = z.input<typeof RenderingSchema>;

/** One channel's text with its slots open. */
export const renderingView = ({ block, channel, language, sha256, parts }: Pick<RenderingRecord, 'block' | 'channel' | 'language' | 'sha256' | 'parts'>): View => ({
  block,
  channel,
  language: language === 'all' ? null : language,
  sha256,
  parts: structuredClone(parts) as unknown as View['parts'],
}); // prettier-ignore
