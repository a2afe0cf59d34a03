import { failureOf, type Failure } from './failure';

/** What a person may set on a device. */
export interface Wishes {
  on?: boolean;
  brightness?: number;
  color?: number;
}
export type WishKey = keyof Wishes;

/** Where a command stands, for the card of its device. */
export interface LineState {
  /** Shown instead of what the device says, until it says the same or had its time. */
  wishes: Wishes;
  busy: boolean;
  failure: (Failure & { wishes: Wishes }) | undefined;
}

export const QUIET: LineState = { wishes: {}, busy: false, failure: undefined };

/** A dragged slider sends no more often than this, and never before the last command was answered. */
export const MIN_GAP_MS = 100;
/** After its answer, a device has this long to show the value; then what it shows is the truth. */
export const SETTLE_MS = 1_500;

interface Settling {
  value: Wishes[WishKey];
  timer: ReturnType<typeof setTimeout>;
}

/**
 * The commands of one device, one after another. Wishes that come while one is on its way are merged: the
 * newest value of each wins and is always sent.
 */
export class Line {
  private waiting: Wishes = {};
  private flying: Wishes | undefined;
  private settling = new Map<WishKey, Settling>();
  /** What we sent, and what was true before: echoes of our own commands, not somebody else's. */
  private readonly ours = new Map<WishKey, Set<unknown>>();
  private failure: LineState['failure'];
  private truth: Wishes = {};
  private lastSent = -Infinity;
  private gap: ReturnType<typeof setTimeout> | undefined;
  private current: LineState = QUIET;

  constructor(
    private readonly send: (wishes: Wishes) => Promise<void>,
    private readonly changed: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  state(): LineState {
    return this.current;
  }

  wish(wishes: Wishes): void {
    for (const key of keysOf(wishes)) {
      this.clearSettling(key);
      if (!this.ours.has(key)) this.ours.set(key, new Set([this.truth[key]]));
      this.ours.get(key)!.add(wishes[key]);
    }
    this.waiting = { ...this.waiting, ...wishes };
    this.failure = undefined;
    this.pump();
    this.publish();
  }

  retry(): void {
    if (this.failure) this.wish(this.failure.wishes);
  }

  dismiss(): void {
    this.failure = undefined;
    this.publish();
  }

  /** What the device says now. A value that is neither ours nor the old one was set by somebody else: it wins. */
  observe(truth: Wishes): void {
    this.truth = truth;
    for (const [key, { value }] of this.settling) {
      if (truth[key] === value || !this.ours.get(key)?.has(truth[key])) this.settle(key);
    }
    this.publish();
  }

  private pump(): void {
    if (this.flying || this.gap !== undefined || keysOf(this.waiting).length === 0) return;
    const pause = this.lastSent + MIN_GAP_MS - this.now();
    if (pause > 0) {
      this.gap = setTimeout(() => {
        this.gap = undefined;
        this.pump();
        this.publish();
      }, pause);
      return;
    }
    const wishes = this.waiting;
    this.waiting = {};
    this.flying = wishes;
    this.lastSent = this.now();
    this.send(wishes).then(
      () => this.answered(wishes),
      (error: unknown) => this.failed(wishes, error),
    );
  }

  private answered(wishes: Wishes): void {
    this.flying = undefined;
    for (const key of keysOf(wishes)) {
      if (key in this.waiting) continue;
      if (this.truth[key] === wishes[key]) {
        this.settle(key);
        continue;
      }
      const timer = setTimeout(() => {
        this.settle(key);
        this.publish();
      }, SETTLE_MS);
      this.settling.set(key, { value: wishes[key], timer });
    }
    this.pump();
    this.publish();
  }

  private failed(wishes: Wishes, error: unknown): void {
    this.flying = undefined;
    const given = { ...wishes, ...this.waiting };
    this.waiting = {};
    for (const key of keysOf(given)) this.settle(key);
    this.failure = { ...failureOf(error), wishes: given };
    this.publish();
  }

  private clearSettling(key: WishKey): void {
    clearTimeout(this.settling.get(key)?.timer);
    this.settling.delete(key);
  }

  private settle(key: WishKey): void {
    this.clearSettling(key);
    if (!(key in this.waiting) && !(this.flying && key in this.flying)) this.ours.delete(key);
  }

  private publish(): void {
    const settling = Object.fromEntries([...this.settling].map(([key, { value }]) => [key, value])) as Wishes;
    const wishes = { ...settling, ...this.flying, ...this.waiting };
    const busy = keysOf(wishes).length > 0;
    this.current = busy || this.failure ? { wishes, busy, failure: this.failure } : QUIET;
    this.changed();
  }
}

function keysOf(wishes: Wishes): WishKey[] {
  return Object.keys(wishes) as WishKey[];
}
