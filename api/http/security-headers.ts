import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every answer. Pages have no script at all; `scripts: 'self'` is for the API's documentation, which has its
 * own files. Swagger UI draws its icons from data: images.
 */
export function securityHeaders({ https, scripts }: { https: boolean; scripts: 'none' | 'self' }): RequestHandler {
  const own = scripts === 'self' ? ["'self'"] : ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        connectSrc: own,
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: scripts === 'self' ? ["'self'", 'data:'] : ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
} // prettier-ignore

/** For pages reached by a secret in their address: kept by nobody, told to nobody, found by nobody. */
export const secretPage: RequestHandler = (_req, res, next) => {
  res.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
  });
  next();
};

/** For everything that belongs to one person. */
export const privateAnswer: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
