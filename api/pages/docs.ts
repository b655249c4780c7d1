import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import type { Context } from '../context.js';
import { securityHeaders } from '../http/security-headers.js';
import { openApiDocument } from '../openapi.js';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Eblagh API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** The API's document and a page that shows it, both from this server alone. */
export function docsPages({ settings }: Context): Router {
  const router = Router();
  const document = JSON.stringify(openApiDocument(settings.baseUrl));
  const https = settings.baseUrl.startsWith('https:');
  const scripted = securityHeaders({ https, scripts: 'self' });
  const kept = 'public, max-age=3600';

  router.get('/api/openapi.json', (_req, res) => {
    res.set('Cache-Control', kept).type('application/json').send(document);
  });
  router.get('/api/docs', scripted, (_req, res) => {
    res.set('Cache-Control', kept).type('html').send(page);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.set('Cache-Control', kept).type('text/javascript').send(start);
  });
  router.get('/api/docs/:file', (req, res, next) => {
    const types: Readonly<Record<string, string>> = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' };
    const type = Object.hasOwn(types, req.params.file) ? types[req.params.file] : undefined;
    if (type === undefined) return next();
    res.set('Cache-Control', kept).type(type).send(file(req.params.file));
  });
  return router;
} // prettier-ignore
