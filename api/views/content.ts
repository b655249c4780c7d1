import type { z } from 'zod';
import type { Content as ContentSchema } from '../../contract/content.js';
import type { Content } from '../../domain/content/content.js';

/** A content as the rules read it: absent parts are absent, never `undefined`. */
export const asContent = (given: z.output<typeof ContentSchema>): Content =>
  JSON.parse(JSON.stringify(given)) as Content;

/** A content as the API gives it. */
export const contentView = (content: Content): z.input<typeof ContentSchema> =>
  structuredClone(content) as unknown as z.input<typeof ContentSchema>;
