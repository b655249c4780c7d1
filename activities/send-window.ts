import type { Fan } from '../database/recipients.js';

/**
 * The rows one worker may have in `sending` on one channel of one release, shared by all its batches: what may go out
 * twice if this worker is lost (promise P2).
 */
export class SendWindow {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Up to `most` places, none when there are none. */
  take(most: number): number {
    const taken = Math.min(this.free, most);
    this.free -= taken;
    return taken;
  }

  give(places: number): void {
    this.free += places;
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Resolves once somebody gave a place back. */
  given(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** One window for each fan-out this worker has batches of. */
export function sendWindows(size: number): (fan: Fan) => SendWindow {
  const windows = new Map<string, SendWindow>();
  return ({ announcement, channel }) => {
    const key = `${announcement}/${channel}`;
    const window = windows.get(key) ?? new SendWindow(size);
    windows.set(key, window);
    return window;
  };
}
