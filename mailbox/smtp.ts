import { simpleParser } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Db } from '../database/connection.js';
import { mailboxLimits, storeMail, trimMailbox } from '../database/mailbox-messages.js';

/** The largest mail it takes, in bytes. */
const LARGEST_MAIL = 10 * 1024 * 1024;
/** How many mails may come in between two looks at the limits. */
const TRIM_EVERY = 50;

/** A running SMTP server. */
export interface SmtpListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The trial's SMTP server, on loopback alone: takes every mail to every address and keeps it; a mail is accepted once it
 * is in the database. Nothing is ever sent on.
 */
export async function listenSmtp(
  db: Db,
  port: number,
  onError: (error: unknown) => void,
  limits: { mails: number; bytes: number } = mailboxLimits,
): Promise<SmtpListener> {
  let taken = 0;
  const server = new SMTPServer({
    banner: 'Eblagh trial mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 2_000,
    onData: (stream, session, done) => {
      keep(db, stream, session).then(
        () => done(),
        (error: unknown) => {
          const refusal = asRefusal(error);
          if (refusal.responseCode !== 552) onError(error);
          done(refusal);
        },
      );
      taken += 1;
      if (taken % TRIM_EVERY === 0) trimMailbox(db, limits).catch(onError);
    },
  });
  server.on('error', onError);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(db: Db, stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw new TooLarge();
  const raw = Buffer.concat(chunks);
  const { subject = '', messageId = '' } = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
  });
  await storeMail(db, {
    fromAddress: envelope.mailFrom ? envelope.mailFrom.address : '',
    toAddresses: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    subject: printable(subject),
    messageId: printable(messageId),
    raw,
  });
}

class TooLarge extends Error {}

/** PostgreSQL takes no NUL in a text. */
const printable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

function asRefusal(error: unknown): Error & { responseCode: number } {
  const [message, responseCode] =
    error instanceof TooLarge
      ? ['the mail is too large for this mailbox', 552]
      : ['the mailbox cannot keep mail at the moment', 451];
  return Object.assign(new Error(message), { responseCode });
}
