import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { compose, type Letter } from './letter.js';
import type { SendOutcome } from './outcome.js';
import {
  SmtpSession,
  SmtpTrouble,
  standardPatience,
  type SmtpPatience,
  type SmtpServer,
} from './smtp-connection.js';

/** Sends letters over a few connections that are kept open between them. */
export interface EmailChannel {
  send(letter: Letter): Promise<SendOutcome>;
  /**
   * Does work that ends in sending, once one of the connections is free for it: letters that have to be written first are
   * then written no faster than they leave.
   */
  inTurn<T>(work: (send: (letter: Letter) => Promise<SendOutcome>) => Promise<T>): Promise<T>;
  /** How many letters may be under way at once. */
  readonly connections: number;
  close(): void;
}

export interface EmailOptions {
  readonly connections?: number;
  readonly patience?: SmtpPatience;
}

/** An open session unused for so long is closed: servers end idle ones after some minutes. */
const IDLE_MS = 20_000;

/** The e-mail channel over one SMTP relay (`smtp://user:password@host:port` or `smtps://`). */
export function emailChannel(
  url: string,
  { connections = 5, patience = standardPatience }: EmailOptions = {},
): EmailChannel {
  const server = serverOf(url);
  const idle: { session: SmtpSession; timer: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  const take = (): SmtpSession | undefined => {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.isOpen) return kept.session;
    }
    return undefined;
  };
  const keep = (session: SmtpSession) => {
    if (!session.isOpen) return;
    const timer = setTimeout(() => session.close(), IDLE_MS);
    timer.unref();
    idle.push({ session, timer });
  };
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= connections) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };

  /** Servers end idle sessions without a word: one that was kept gets a second chance on a fresh one. */
  const deliver = async (from: string, to: string, message: Buffer): Promise<SendOutcome> => {
    for (let session = take(); ; session = undefined) {
      const kept = session !== undefined;
      session ??= await SmtpSession.open(server, patience);
      const outcome = await session.send(from, to, message);
      keep(session);
      if (outcome !== 'lost') return outcome;
      if (!kept) return { outcome: 'deferred', reply: 'the connection ended before the message' };
    }
  };

  const send = async (letter: Letter): Promise<SendOutcome> => {
    const message = await compose(letter);
    try {
      return await deliver(letter.from.address, letter.to.address, message);
    } catch (error) {
      if (!(error instanceof SmtpTrouble)) throw error;
      return { outcome: 'unsent', trouble: error.trouble, reply: error.reply };
    }
  };

  return {
    connections,
    send: (letter) => turn(() => send(letter)),
    inTurn: (work) => turn(() => work(send)),
    close() {
      for (const { session, timer } of idle.splice(0)) {
        clearTimeout(timer);
        session.close();
      }
    },
  };
}

function serverOf(url: string): SmtpServer {
  const { host, port, secure, auth } = parseConnectionUrl(url);
  const secured = secure ?? url.startsWith('smtps:');
  return {
    host: host ?? 'localhost',
    port: port ?? (secured ? 465 : 587),
    secure: secured,
    ...(auth?.user ? { auth: { user: auth.user, pass: auth.pass ?? '' } } : {}),
  };
}
