import { pino, type Logger } from 'pino';

/** JSON lines on standard output. Whatever a mistake might put under these names is cut out. */
export const logger = (level: string): Logger =>
  pino({
    name: 'worker',
    level,
    redact: ['token', 'code', 'link', 'secretKey', '*.token', '*.code', '*.link'],
  });
