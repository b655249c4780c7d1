import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ChannelTrouble, SendOutcome } from './outcome.js';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

/** Longest waits, in milliseconds. */
export interface SmtpPatience {
  /** Until connected and greeted. */
  readonly greeting: number;
  /** Until the server asks for the message. */
  readonly beforeMessage: number;
  /** Until it answers the final dot. */
  readonly afterMessage: number;
}

/** RFC 5321 §4.5.3.2: 5 minutes for the greeting and for commands, 10 after the dot. The first two are shorter here, as nothing is lost by them. */
export const standardPatience: SmtpPatience = {
  greeting: 15_000,
  beforeMessage: 60_000,
  afterMessage: 600_000,
};

/** What nodemailer says of a failure, as far as it is used. */
interface SmtpFailure {
  readonly message: string;
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** The connection could not be made or signed in; nothing was sent. */
export class SmtpTrouble extends Error {
  override name = 'SmtpTrouble';
  constructor(
    readonly trouble: ChannelTrouble,
    readonly reply: string,
  ) {
    super(reply);
  }
}

/** One connection that sends one message after another. */
export class SmtpSession {
  private closed = false;
  private onEnd: () => void = () => undefined;

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly patience: SmtpPatience,
  ) {
    connection.on('error', () => (this.closed = true));
    connection.on('end', () => {
      this.closed = true;
      // A last reply, such as 421, is told after the end.
      setImmediate(() => this.onEnd());
    });
  }

  /** Connects and signs in; throws {@link SmtpTrouble}. */
  static async open(server: SmtpServer, patience: SmtpPatience): Promise<SmtpSession> {
    const { host, port, secure, auth } = server;
    const connection = new SMTPConnection({
      host,
      port,
      secure,
      connectionTimeout: patience.greeting,
      greetingTimeout: patience.greeting,
      socketTimeout: patience.afterMessage,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.connect((error) => {
          if (error) reject(error);
          else if (auth)
            connection.login({ credentials: { ...auth } }, (failed) => (failed ? reject(failed) : resolve()));
          else resolve();
        });
      });
    } catch (error) {
      connection.close();
      const failure = error as SmtpFailure;
      throw new SmtpTrouble(troubleOf(failure), replyOf(failure));
    }
    return new SmtpSession(connection, patience);
  }

  get isOpen(): boolean {
    return !this.closed;
  }

  /**
   * Sends one message. The session may be closed afterwards; it never throws for what the server does.
   * `lost`: the connection was gone before the server asked for the message.
   */
  send(from: string, to: string, message: Buffer): Promise<SendOutcome | 'lost'> {
    return new Promise((resolve) => {
      let begun = false;
      const body = new Readable({
        read() {
          // Read for the first time once the server has asked for the message: from here on its fate may be in doubt.
          begun = true;
          clearTimeout(timer);
          this.push(message);
          this.push(null);
        },
      });
      const timer = setTimeout(() => this.connection.close(), this.patience.beforeMessage);
      this.connection.send(
        { from, to: [to], size: message.length, use8BitMime: true },
        body,
        (error, info) => {
          clearTimeout(timer);
          if (error) resolve(outcomeOf(error as SmtpFailure, begun));
          else resolve({ outcome: 'accepted', reply: shortened(info?.response ?? '') });
        },
      );
      this.onEnd = () => {
        clearTimeout(timer);
        resolve(outcomeOf({ message: 'the connection ended' }, begun));
      };
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.connection.quit();
  }
}

/** 4xx and 5xx to the sender's name are about us, not about the recipient. */
function outcomeOf(failure: SmtpFailure, begun: boolean): SendOutcome | 'lost' {
  const reply = replyOf(failure);
  const code = failure.responseCode ?? 0;
  if (code >= 500 && failure.command === 'MAIL FROM')
    return { outcome: 'unsent', trouble: 'sender_refused', reply };
  if (code >= 500) return { outcome: 'refused', reply };
  if (code >= 400) return { outcome: 'deferred', reply };
  return begun ? { outcome: 'in_doubt', reply } : 'lost';
}

function troubleOf({ code }: SmtpFailure): ChannelTrouble {
  if (code === 'EAUTH') return 'sign_in_refused';
  return code === 'ETLS' ? 'encryption_failed' : 'unreachable';
}

const replyOf = ({ response, message }: SmtpFailure): string => shortened(response ?? message);
const shortened = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);
