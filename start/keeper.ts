import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '../config/errors.js';
import { WRONG_USE } from '../config/exit.js';
import { removePidFile, writePidFile } from './identity.js';
import { end, type Ending, type Running } from './running.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** After running this long, the next end counts as the first again. */
const STEADY_AFTER_MS = 60_000;

/** One process of the product, as the supervisor sees it. */
export interface Part {
  name: string;
  /** Starts it, or takes over the one that runs; resolves once it can be used by the next part. */
  launch(): Promise<Running>;
  /** Where it writes, for whoever is told that it ended. */
  log?: string | undefined;
  /** How it is asked to end, and how long it may take. */
  stop: { ask: NodeJS.Signals; withinMs: number };
}

/** Keeps one part running until told to stop, with a pause that doubles while it keeps ending. */
export class Keeper {
  private running: Running | undefined;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    readonly part: Part,
    private readonly pidFile: string,
    private readonly say: (line: string) => void,
    /** Told when the part says that starting it again is of no use. */
    private readonly giveUp: (reason: string) => void,
  ) {}

  /** The first start; throws when that fails. */
  async start(): Promise<void> {
    const running = await this.launch();
    this.loop = this.keep(running);
  }

  /** Ends the part and waits until it is gone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.running) await end(this.running, this.part.stop.ask, this.part.stop.withinMs);
    await this.loop;
    removePidFile(this.pidFile);
  }

  private async launch(): Promise<Running> {
    this.running = await this.part.launch();
    writePidFile(this.pidFile, this.running.identity);
    return this.running;
  }

  private async keep(first: Running): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    for (let running: Running | undefined = first; !this.stopping.signal.aborted;) {
      const startedAt = performance.now();
      const ending = await running?.ended;
      if (this.stopping.signal.aborted) return;
      if (ending?.code === WRONG_USE) return this.giveUp(`${this.part.name} refuses to run${this.seeLog()}`);
      if (performance.now() - startedAt > STEADY_AFTER_MS) pause = FIRST_PAUSE_MS;
      if (ending)
        this.say(`${this.part.name} ended (${howEnded(ending)}${this.seeLog()}); starting it again`);
      running = await this.again(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  private seeLog(): string {
    return this.part.log === undefined ? '' : `, see ${this.part.log}`;
  }

  private async again(pause: number): Promise<Running | undefined> {
    try {
      await sleep(pause, undefined, { signal: this.stopping.signal });
      const running = await this.launch();
      // A stop that came while it started found nothing to end.
      if (this.stopping.signal.aborted) await end(running, this.part.stop.ask, this.part.stop.withinMs);
      return running;
    } catch (error) {
      if (!this.stopping.signal.aborted) this.say(`${this.part.name}: ${errorMessage(error)}`);
      return undefined;
    }
  }
}

const howEnded = ({ code, signal }: Ending): string =>
  signal ? `killed by ${signal}` : code === null ? 'it is gone' : `exit ${code}`;
