import { Router } from 'express';
import { assets, assetsHash } from '../../web/shared/assets.js';
import { refuse } from '../http/refuse.js';

/** Style sheets, fonts and the icon: their address holds their hash, so they are kept for ever. */
export function assetFiles(): Router {
  const router = Router();
  router.get('/assets/:hash/:name', (req, res) => {
    const asset = req.params.hash === assetsHash ? assets.get(req.params.name) : undefined;
    if (!asset) return refuse({ code: 'not_found' });
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.bytes);
  });
  router.get('/robots.txt', (_req, res) => {
    res.set('Cache-Control', 'public, max-age=86400').type('text/plain');
    res.send('User-agent: *\nDisallow: /d/\nDisallow: /desk\nDisallow: /drill\nDisallow: /unsubscribe/\n');
  });
  return router;
}
