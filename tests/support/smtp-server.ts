import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail as the server took it. */
export interface Taken {
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
}

/**
 * What the server does with a recipient's mail: a reply to RCPT (`550 …`, `451 …`), a reply to the dot (`dot:554 …`), or
 * a fault: `silent` after the dot, `drop` the line after the dot having taken the mail, `hang up` before the message.
 */
export type Manner = 'accept' | 'silent' | 'drop' | 'hang up' | `${4 | 5}${string}` | `dot:${string}`;

export interface ScriptedSmtp {
  readonly url: string;
  readonly taken: Taken[];
  /** Decides by recipient; `attempt` counts that recipient's tries from 1. */
  manner: (to: string, attempt: number) => Manner;
  /** How connections are greeted. */
  greeting: 'kind' | 'silent' | `4${string}` | `5${string}`;
  /** Whether AUTH is answered with 535. */
  refusesSignIn: boolean;
  /** Milliseconds before every answer to a dot. */
  delayMs: number;
  readonly connections: () => number;
  /** Messages for one recipient, in order. */
  to(address: string): Taken[];
  /** As it was at first: nothing taken, nobody tried before, no faults. */
  reset(): void;
  /** Ends every connection and stops listening; `reopen` listens on the same port again. */
  close(): Promise<void>;
  reopen(): Promise<void>;
}

const kind: Pick<ScriptedSmtp, 'manner' | 'greeting' | 'refusesSignIn' | 'delayMs'> = {
  manner: () => 'accept',
  greeting: 'kind',
  refusesSignIn: false,
  delayMs: 0,
};

/** A small SMTP server whose faults are told to it. Speaks as much as a client of ours needs. */
export async function scriptedSmtp(): Promise<ScriptedSmtp> {
  const taken: Taken[] = [];
  const attempts = new Map<string, number>();
  const sockets = new Set<Socket>();
  let count = 0;
  let server: Server;
  let port = 0;

  const smtp: ScriptedSmtp = {
    url: '',
    taken,
    ...kind,
    connections: () => count,
    reset() {
      taken.length = 0;
      attempts.clear();
      Object.assign(smtp, kind);
    },
    to: (address) => taken.filter((mail) => mail.to === address),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
    reopen: () => listen(),
  };

  const attend = (socket: Socket) => {
    count += 1;
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const { greeting } = smtp;
    if (greeting === 'silent') return;
    const reply = (line: string) => void (socket.writable && socket.write(`${line}\r\n`));
    if (greeting !== 'kind') return void socket.end(`${greeting}\r\n`);
    reply('220 scripted');
    let to = '';
    let manner: Manner = 'accept';
    let data: string | null = null;
    let rest = '';
    const end = (raw: string) => {
      const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? '';
      const keep = () => void taken.push({ to, messageId, raw });
      const answer = () => {
        if (manner.startsWith('dot:')) return reply(manner.slice(4));
        keep();
        if (manner === 'drop') return socket.destroy();
        return manner === 'silent' ? undefined : reply('250 2.0.0 taken');
      };
      if (smtp.delayMs > 0) setTimeout(answer, smtp.delayMs);
      else answer();
    };
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO')
        return reply(
          smtp.refusesSignIn
            ? '250-scripted\r\n250 AUTH PLAIN'
            : '250-scripted\r\n250-PIPELINING\r\n250 8BITMIME',
        );
      if (verb === 'AUTH') return reply('535 5.7.8 no');
      if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        const attempt = (attempts.get(to) ?? 0) + 1;
        attempts.set(to, attempt);
        manner = smtp.manner(to, attempt);
        if (manner === 'hang up') return socket.destroy();
        return reply(/^[45]/.test(manner) ? manner : '250 ok');
      }
      if (verb === 'DATA') {
        if (/^[45]/.test(manner)) return reply('503 no recipients');
        data = '';
        return reply('354 go on');
      }
      if (verb === 'QUIT') return void socket.end('221 bye\r\n');
      return reply('250 ok');
    };
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (;;) {
        if (data === null) {
          const at = rest.indexOf('\r\n');
          if (at < 0) return;
          const line = rest.slice(0, at);
          rest = rest.slice(at + 2);
          command(line);
        } else {
          const at = rest.startsWith('.\r\n') ? 0 : rest.indexOf('\r\n.\r\n');
          if (at < 0) return;
          const raw = rest.slice(0, at);
          rest = rest.slice(at === 0 && rest.startsWith('.\r\n') ? 3 : at + 5);
          data = null;
          end(raw);
        }
      }
    });
  };

  const listen = () =>
    new Promise<void>((resolve) => {
      server = createServer(attend);
      server.listen(port, '127.0.0.1', () => {
        ({ port } = server.address() as AddressInfo);
        Object.assign(smtp, { url: `smtp://127.0.0.1:${port}` });
        resolve();
      });
    });
  await listen();
  return smtp;
}
