import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { createPreview } from '../../contract/announcements.js';
import { unfitTexts } from '../../database/drafts.js';
import { nameBook } from '../../database/reference-names.js';
import type { Context } from '../context.js';
import { reasonsOf } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { asContent } from '../views/content.js';
import { previewOf } from '../views/preview.js';
import { renderingView } from '../views/rendering.js';

export function previewRoutes(router: Router, context: Context): void {
  const { db, settings } = context;

  serve(router, context, createPreview, async ({ body }, { language }) => {
    const content = asContent(body.content);
    const unfit = unfitTexts(content);
    if (unfit.length > 0) refuse(...unfit);
    const wish = { ...body, announcement: randomUUID(), incident: null, content };
    const preview = await previewOf(db, wish, settings.sender);
    const names = await nameBook(db, language, wish.replaces);
    const renderings = preview.renderings.map(({ block, rendering, sha256 }) =>
      renderingView({
        block,
        sha256,
        channel: rendering.channel,
        language: rendering.language ?? 'all',
        parts: [...rendering.parts],
      }),
    );
    return {
      status: 200,
      body: {
        renderings,
        refusals: reasonsOf(preview.refusals, language, names),
        advice: reasonsOf(preview.advice, language, names),
        audienceCount: preview.audienceCount,
      },
    };
  });
}
