import { startChild } from './child.js';
import type { SinkGreeting, SinkReport, SinkRequest } from './smtp-sink.js';

/** A mail server that takes everything, in a process of its own and by a clock of its own. */
export interface Sink {
  readonly url: string;
  /** Forgets what came; takes note only of mail to this domain from now on. */
  reset(domain: string): void;
  report(): Promise<SinkReport>;
  /** Resolves once so many different mails came. */
  received(count: number): Promise<SinkReport>;
  end(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const { greeting, child } = await startChild<SinkGreeting, SinkRequest, SinkReport>('smtp-sink');
  return {
    url: `smtp://127.0.0.1:${greeting.port}`,
    reset: (domain) => child.tell({ type: 'reset', domain }),
    report: () => child.ask({ type: 'report' }),
    received: (count) => child.ask({ type: 'await', count }),
    end: () => child.end(),
  };
}
