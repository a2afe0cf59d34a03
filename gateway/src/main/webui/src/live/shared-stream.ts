import type { DeviceEvent } from '../gen/badezimmer_pb';
import type { Store } from './store';
import { GRACE_MS, LiveStream, type Connection } from './stream';

/**
 * What the tab that has the stream (the leader) tells the others. Of two leaders the one with the higher term stays.
 * - `open`: a stream begins; its events tell every device first
 * - `beat`: it is there, and how its stream is; also whenever that changes
 * - `ask`: to the leader, from a tab that missed the beginning of its stream
 * - `bye`: it is being closed
 */
export type Message = { from: string; term: number } & (
  | { type: 'open' }
  | { type: 'events'; events: readonly DeviceEvent[] }
  | { type: 'beat'; connection: Connection }
  | { type: 'ask' }
  | { type: 'bye' }
);

export interface Channel {
  postMessage(message: Message): void;
  onmessage: ((event: MessageEvent<Message>) => void) | null;
  close(): void;
}

export interface SharedStreamOptions {
  open(signal: AbortSignal): AsyncIterable<DeviceEvent>;
  store: Store;
  /** To the other tabs; undefined where the browser has none: then each tab has a stream of its own. */
  channel: Channel | undefined;
  visible?: () => boolean;
  now?: () => number;
}

export const BEAT_MS = 400;
/** A leader that is silent this long was closed, has crashed, or is frozen. */
export const PATIENCE_MS = 1_200;
/** A tab that nobody sees leaves it to another first. */
export const HIDDEN_PATIENCE_MS = 10_000;
/** So that not all tabs reach for the stream at once when it becomes free. */
const JITTER_MS = 150;

/**
 * One stream for all tabs of a browser: over HTTP/1.1 it opens six connections to a host, and a stream takes one for
 * ever. A new tab opens a stream, and whoever had one gives its own up and listens. Over BroadcastChannel alone, since
 * Web Locks are not there on plain http, nor SharedWorker on Android.
 */
export class SharedStream {
  private readonly id = Math.random().toString(36).slice(2);
  /** While this tab leads. */
  private stream: LiveStream | undefined;
  private leader = { from: '', term: 0, since: 0 };
  /** Whether the leader's stream was heard from its beginning. */
  private complete = false;
  private heardAt = 0;
  private beat: ReturnType<typeof setInterval> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private readonly now: () => number;
  private readonly visible: () => boolean;

  constructor(private readonly options: SharedStreamOptions) {
    this.now = options.now ?? Date.now;
    this.visible = options.visible ?? (() => document.visibilityState === 'visible');
    if (options.channel) options.channel.onmessage = ({ data }) => this.receive(data);
  }

  /** Opens a stream in this tab, and takes it over from the tab that has it. */
  lead(): void {
    if (this.stream) return;
    clearTimeout(this.patience);
    const { store } = this.options;
    this.leader = { from: this.id, term: Math.max(this.now(), this.leader.term + 1), since: this.now() };
    this.stream = new LiveStream(
      {
        open: this.options.open,
        onOpen: () => {
          this.post({ type: 'open' });
          store.streamOpened();
        },
        onEvents: (events) => {
          this.post({ type: 'events', events });
          store.receive(events);
        },
        onConnection: (connection) => {
          this.post({ type: 'beat', connection });
          store.connectionChanged(connection);
        },
        now: this.now,
      },
      store.connection(),
    );
    this.beat = setInterval(() => this.sayThatItIsThere(), BEAT_MS);
    this.stream.start();
  }

  /** This tab is being closed, or put aside: another may have the stream. */
  leave(): void {
    clearTimeout(this.patience);
    this.heardAt = 0;
    if (!this.stream) return;
    this.giveUp();
    this.post({ type: 'bye' });
  }

  /** The tab is looked at again, or a network came. */
  wake(): void {
    if (this.stream) this.stream.wake();
    else if (this.now() - this.heardAt >= PATIENCE_MS) this.lead();
  }

  /** A person wants it tried now. */
  retry(): void {
    if (this.stream) this.stream.wake();
    else this.lead();
  }

  /** The machine says that it has no network at all. */
  lost(): void {
    this.stream?.lost();
  }

  private receive(message: Message): void {
    if (message.type === 'ask') {
      if (message.term === this.leader.term) this.stream?.restart();
      return;
    }
    if (message.from !== this.leader.from) {
      if (!isAbove(message, this.leader)) {
        if (message.type === 'open') this.sayThatItIsThere();
        return;
      }
      if (this.stream) this.giveUp();
      this.leader = { from: message.from, term: message.term, since: this.now() };
      this.complete = false;
    }
    this.follow(message);
  }

  private follow(message: Message): void {
    const { store } = this.options;
    this.heardAt = this.now();
    this.wait(this.visible() ? PATIENCE_MS : HIDDEN_PATIENCE_MS);
    switch (message.type) {
      case 'open':
        this.complete = true;
        store.streamOpened();
        break;
      case 'events':
        if (this.complete) store.receive(message.events);
        break;
      case 'beat':
        if (this.complete) this.showConnection(message.connection);
        else this.post({ type: 'ask' });
        break;
      case 'bye':
        this.wait(Math.random() * JITTER_MS + (this.visible() ? 0 : PATIENCE_MS));
        break;
    }
  }

  private showConnection(connection: Connection): void {
    const shown = this.options.store.connection();
    const isNew = connection.lastHeard === undefined;
    // A new leader has heard nothing yet; what is shown is current for the moment that its stream takes.
    if (isNew && shown.fresh && this.now() - this.leader.since < GRACE_MS) return;
    const next = isNew ? { ...connection, lastHeard: shown.lastHeard } : connection;
    const keys = ['phase', 'fresh', 'retryAt', 'failures'] as const;
    if (keys.some((key) => next[key] !== shown[key])) this.options.store.connectionChanged(next);
  }

  private wait(ms: number): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.lead(), ms);
  }

  private giveUp(): void {
    clearInterval(this.beat);
    this.stream?.stop();
    this.stream = undefined;
  }

  private sayThatItIsThere(): void {
    if (this.stream) this.post({ type: 'beat', connection: this.stream.state() });
  }

  private post(message: { type: 'open' | 'ask' | 'bye' } | { type: 'events'; events: readonly DeviceEvent[] } | { type: 'beat'; connection: Connection }): void {
    this.options.channel?.postMessage({ ...message, from: this.id, term: this.leader.term });
  }
}

function isAbove(a: { from: string; term: number }, b: { from: string; term: number }): boolean {
  return a.term > b.term || (a.term === b.term && a.from > b.from);
}
