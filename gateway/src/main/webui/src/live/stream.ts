import type { DeviceEvent } from '../gen/badezimmer_pb';

/**
 * - `connecting`: a stream is being opened, or its snapshot is on the way
 * - `live`: the snapshot was complete and the stream is open
 * - `waiting`: it broke; the next try is at `retryAt`
 */
export type Phase = 'connecting' | 'live' | 'waiting';

export interface Connection {
  phase: Phase;
  /** Whether what is shown may be called current. Stays true for a moment while a broken stream is replaced. */
  fresh: boolean;
  /** When the gateway was last heard, by this machine's clock; undefined: never. */
  lastHeard: number | undefined;
  retryAt: number | undefined;
  /** How many streams in a row failed before their snapshot was complete. */
  failures: number;
}

export const NEVER_CONNECTED: Connection = {
  phase: 'connecting',
  fresh: false,
  lastHeard: undefined,
  retryAt: undefined,
  failures: 0,
};

export interface StreamOptions {
  open(signal: AbortSignal): AsyncIterable<DeviceEvent>;
  onOpen(): void;
  onEvents(events: DeviceEvent[]): void;
  onConnection(connection: Connection): void;
  now?: () => number;
  random?: () => number;
}

/** The last is how long a gateway that is back waits for the page, at most; a network of this size bears such a rate. */
export const BACKOFF_MS = [0, 250, 500, 1_000, 1_200] as const;
/** A stream that was live this long was a good one: the next begins at once. */
export const GOOD_AFTER_MS = 5_000;
/** A stream that begins with silence of this length is given up. */
export const SNAPSHOT_TIMEOUT_MS = 4_000;
/** A live stream that is silent this long, two signs of life and more, is replaced: the gateway or the way to it is gone. */
export const SILENCE_MS = 4_000;
/** How long a stream may be replaced before what is shown stops being called live. */
export const GRACE_MS = 800;
/** After this much silence, a page that comes back to the eye wants a new stream. */
const DOUBTFUL_AFTER_MS = 2_500;

/** Keeps one stream to the gateway open, for ever: watches it, replaces it, waits between tries. */
export class LiveStream {
  private abort: AbortController | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;
  private step = 0;
  private liveSince: number | undefined;
  private readonly now: () => number;
  private readonly random: () => number;

  /** @param connection what was known before this stream */
  constructor(
    private readonly options: StreamOptions,
    private connection: Connection = NEVER_CONNECTED,
  ) {
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
  }

  start(): void {
    this.connect();
  }

  /** Begins anew, so that its listeners hear of every device. */
  restart(): void {
    this.connect();
  }

  state(): Connection {
    return this.connection;
  }

  stop(): void {
    this.abort?.abort();
    this.abort = undefined;
    for (const timer of [this.watchdog, this.retry, this.grace]) clearTimeout(timer);
  }

  /** The page is looked at again, or a network came: try now, and doubt a stream that was silent meanwhile. */
  wake(): void {
    const { phase, lastHeard } = this.connection;
    if (phase === 'waiting') {
      this.step = 0;
      this.connect();
    } else if (phase === 'live' && this.now() - (lastHeard ?? 0) > DOUBTFUL_AFTER_MS) {
      this.connect();
    }
  }

  /** The machine says that it has no network at all. */
  lost(): void {
    if (this.connection.phase !== 'waiting') this.broken();
  }

  private connect(): void {
    this.abort?.abort();
    clearTimeout(this.retry);
    const abort = new AbortController();
    this.abort = abort;
    this.options.onOpen();
    this.publish({ phase: 'connecting', retryAt: undefined });
    this.watch(SNAPSHOT_TIMEOUT_MS);
    void this.read(abort);
  }

  private async read(abort: AbortController): Promise<void> {
    try {
      for await (const event of this.options.open(abort.signal)) {
        if (abort.signal.aborted) return;
        this.heard(event);
      }
    } catch {
      // Why it broke changes nothing: what is shown is not live, and we try again.
    }
    if (this.abort === abort) this.broken();
  }

  private heard(event: DeviceEvent): void {
    this.options.onEvents([event]);
    if (event.event.case === 'snapshotComplete') {
      this.liveSince = this.now();
      this.step = 1;
      clearTimeout(this.grace);
      this.grace = undefined;
      this.publish({ phase: 'live', fresh: true, failures: 0, lastHeard: this.now() });
    } else {
      this.connection = { ...this.connection, lastHeard: this.now() };
    }
    this.watch(this.connection.phase === 'live' ? SILENCE_MS : SNAPSHOT_TIMEOUT_MS);
  }

  private watch(silence: number): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => (this.connection.phase === 'live' ? this.connect() : this.broken()), silence);
  }

  private broken(): void {
    this.abort?.abort();
    this.abort = undefined;
    clearTimeout(this.watchdog);
    if (this.liveSince !== undefined && this.now() - this.liveSince >= GOOD_AFTER_MS) this.step = 0;
    const wasLive = this.liveSince !== undefined;
    this.liveSince = undefined;
    const pause = BACKOFF_MS[Math.min(this.step, BACKOFF_MS.length - 1)]! * (0.8 + 0.4 * this.random());
    this.step++;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), pause);
    this.publish({
      phase: 'waiting',
      retryAt: this.now() + pause,
      failures: this.connection.failures + (wasLive ? 0 : 1),
    });
  }

  private publish(part: Partial<Connection>): void {
    this.connection = { ...this.connection, ...part };
    if (this.connection.phase !== 'live' && this.connection.fresh && this.grace === undefined) {
      this.grace = setTimeout(() => {
        this.grace = undefined;
        this.publish({ fresh: false });
      }, GRACE_MS);
    }
    this.options.onConnection(this.connection);
  }
}
