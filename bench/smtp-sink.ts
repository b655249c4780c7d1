import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';

/**
 * The far end of speed tests: a raw SMTP server in a process of its own that accepts everything, keeps nothing but
 * who got which Message-ID and when, and answers by its own clock (`last byte of the message received`).
 * Started with an IPC channel, by which it takes {@link SinkRequest}s; `report` and `await` are answered with a
 * {@link SinkReport}.
 */
export interface SinkReport {
  /** Messages accepted, repeats included. */
  readonly accepted: number;
  /** Unique pairs of recipient and Message-ID. */
  readonly unique: number;
  /** Milliseconds of the epoch, from this process's own clock; null before the first. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export type SinkRequest =
  /** Forgets what came, and from now on takes note only of mail to this domain (of all, without one). */
  | { readonly type: 'reset'; readonly domain?: string }
  | { readonly type: 'report' }
  /** Answered once so many unique pairs are there. */
  | { readonly type: 'await'; readonly count: number };

/** The first thing it says. */
export interface SinkGreeting {
  readonly port: number;
}

const now = () => performance.timeOrigin + performance.now();
const endOfData = Buffer.from('\r\n.\r\n');

class Tally {
  private readonly pairs = new Set<string>();
  private accepted = 0;
  private firstAt: number | null = null;
  private lastAt: number | null = null;
  private domain = '';
  private waiting: { count: number; tell: (report: SinkReport) => void } | null = null;

  add(recipient: string, messageId: string): void {
    if (!recipient.endsWith(this.domain)) return;
    this.lastAt = now();
    this.firstAt ??= this.lastAt;
    this.accepted += 1;
    this.pairs.add(`${recipient} ${messageId}`);
    this.tellIfReached();
  }

  when(count: number, tell: (report: SinkReport) => void): void {
    this.waiting = { count, tell };
    this.tellIfReached();
  }

  reset(domain = ''): void {
    this.domain = domain && `@${domain}`;
    this.pairs.clear();
    this.accepted = 0;
    this.firstAt = null;
    this.lastAt = null;
  }

  report(): SinkReport {
    return { accepted: this.accepted, unique: this.pairs.size, firstAt: this.firstAt, lastAt: this.lastAt };
  }

  private tellIfReached(): void {
    if (!this.waiting || this.pairs.size < this.waiting.count) return;
    const { tell } = this.waiting;
    this.waiting = null;
    tell(this.report());
  }
}

/** One connection: commands by line, also pipelined; the data up to the lone dot. */
function converse(socket: Socket, tally: Tally): void {
  let buffered: Buffer = Buffer.alloc(0);
  let recipient = '';
  let inData = false;
  socket.on('error', () => socket.destroy());
  socket.setNoDelay(true);
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    const replies: string[] = [];
    let leaving = false;
    for (;;) {
      const end = buffered.indexOf(inData ? endOfData : '\r\n');
      if (end < 0) break;
      const text = buffered.subarray(0, end).toString('latin1');
      buffered = buffered.subarray(end + (inData ? endOfData.length : 2));
      if (inData) {
        tally.add(recipient, /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '');
        inData = false;
        replies.push('250 accepted\r\n');
      } else {
        const verb = text.slice(0, 4).toUpperCase();
        if (verb === 'RCPT') recipient = /<([^>]*)>/.exec(text)?.[1] ?? '';
        inData = verb === 'DATA';
        replies.push(answers[verb] ?? '250 ok\r\n');
        leaving ||= verb === 'QUIT';
      }
    }
    if (replies.length > 0) socket.write(replies.join(''));
    if (leaving) socket.end();
  });
}

const answers: Record<string, string> = {
  EHLO: '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n',
  DATA: '354 go on\r\n',
  QUIT: '221 bye\r\n',
};

const tally = new Tally();
const server = createServer((socket) => converse(socket, tally));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (request: SinkRequest) => {
  if (request.type === 'reset') tally.reset(request.domain);
  else if (request.type === 'report') process.send?.(tally.report());
  else tally.when(request.count, (report) => process.send?.(report));
});
process.on('disconnect', () => process.exit(0));
