import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { DeviceEvent } from '../gen/badezimmer_pb';
import { EMPTY, StreamReader, type Entry, type Picture } from './picture';
import { NEVER_CONNECTED, type Connection } from './stream';

export interface StoreOptions {
  now?: () => number;
  /** Runs the callback before the next frame is painted, or soon when there is none. */
  schedule?: (callback: () => void) => void;
}

/**
 * What the page shows: the picture of the bathroom and how current it is. However many events arrive, it
 * changes once a frame; whoever looks at one device is told of that device only.
 */
export class Store {
  private state: Picture = EMPTY;
  private link: Connection = NEVER_CONNECTED;
  private reader = new StreamReader();
  private pending: DeviceEvent[] = [];
  private scheduled = false;
  /** How far the gateway's clock is ahead of this machine's. */
  private skew = 0;
  private readonly listeners = new Set<() => void>();
  private readonly changeListeners = new Set<(before: Picture, after: Picture) => void>();
  private readonly clock: () => number;
  private readonly schedule: (callback: () => void) => void;

  constructor(options: StoreOptions = {}) {
    this.clock = options.now ?? Date.now;
    this.schedule = options.schedule ?? beforeNextFrame;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Told of every new picture, with the one before it. */
  onChange(listener: (before: Picture, after: Picture) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  readonly picture = (): Picture => this.state;
  readonly connection = (): Connection => this.link;
  entry(id: string): Entry | undefined {
    return this.state.entries.get(id);
  }

  /** The gateway's time: a phone's clock may be wrong, and "3 minutes ago" must not be. */
  readonly now = (): number => this.clock() + this.skew;

  /** What a person's "try now" does; set by whoever keeps the stream. */
  retry: () => void = () => undefined;

  streamOpened(): void {
    this.flush();
    this.reader = new StreamReader();
  }

  receive(events: readonly DeviceEvent[]): void {
    for (const event of events) this.pending.push(event);
    if (this.scheduled) return;
    this.scheduled = true;
    this.schedule(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  connectionChanged(connection: Connection): void {
    // "Live" must not be said before the snapshot that makes it true is on the screen.
    if (connection.phase === 'live') this.flush();
    this.link = connection;
    this.notify();
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const events = this.pending;
    this.pending = [];
    this.learnSkew(events);
    const before = this.state;
    this.state = this.reader.apply(before, events, this.now());
    if (this.state === before) return;
    for (const listener of this.changeListeners) listener(before, this.state);
    this.notify();
  }

  private learnSkew(events: readonly DeviceEvent[]): void {
    const last = events[events.length - 1];
    // In a snapshot `at` may be long ago; its end and what follows happen now.
    if (!last?.at || (this.link.phase !== 'live' && last.event.case !== 'snapshotComplete')) return;
    const skew = timestampMs(last.at) - this.clock();
    this.skew = Math.abs(skew) < 1_500 ? 0 : skew;
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

/** A window behind others is called visible and gets hardly a frame; it must be current when it comes to the front. */
const LONGEST_FRAME_MS = 100;

function beforeNextFrame(callback: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const visible = document.visibilityState === 'visible';
  const frame = visible ? requestAnimationFrame(once) : 0;
  const timer = setTimeout(once, visible ? LONGEST_FRAME_MS : 250);
}
