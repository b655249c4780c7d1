import compression from 'compression';
import type { RequestHandler } from 'express';

/** Pages travel bad lines: everything but streams is compressed. */
const compress = compression({
  filter: (req, res) => res.getHeader('Content-Type') !== 'text/event-stream' && compression.filter(req, res),
});

/** The API's tags are revisions, not bytes. */
const ofBytes = (path: string): boolean => !path.startsWith('/api/');

const suffix = /-(gzip|br|deflate)"$/;

/**
 * Compression that keeps ETags strong: other bytes have another tag (RFC 9110 §8.8.3). The tag that comes back loses its
 * ending before it is compared, and a 304 answers with the tag it was asked for.
 */
export const compressed: RequestHandler = (req, res, next) => {
  const asked = req.get('if-none-match');
  if (asked !== undefined) req.headers['if-none-match'] = asked.replaceAll(/-(gzip|br|deflate)"/g, '"');
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => typeof res;
  res.writeHead = (...args: unknown[]) => {
    const tag = res.getHeader('ETag');
    const encoding = res.getHeader('Content-Encoding') ?? (res.statusCode === 304 ? suffix.exec(asked ?? '')?.[1] : undefined);
    if (typeof tag === 'string' && typeof encoding === 'string' && ofBytes(req.path) && !suffix.test(tag))
      res.setHeader('ETag', tag.replace(/"$/, `-${encoding}"`));
    return writeHead(...args);
  };
  compress(req, res, next);
}; // prettier-ignore
