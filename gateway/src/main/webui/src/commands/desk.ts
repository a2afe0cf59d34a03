import { DeviceCategory } from '../gen/badezimmer_pb';
import type { Gateway } from '../live/gateway';
import type { Store } from '../live/store';
import type { DeviceView } from '../devices/view';
import { Line, QUIET, type LineState, type Wishes } from './line';

/** A device has 5 s at the gateway; the way there and back has the rest. */
const TIMEOUT_MS = 7_000;

/** Takes what people want of devices, one line a device, and tells the cards how it goes. */
export class Desk {
  private readonly lines = new Map<string, Line>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly client: Pick<Gateway, 'sendActuatorCommand'>,
    private readonly store: Store,
  ) {
    store.onChange((before, after) => {
      for (const [id, line] of this.lines) {
        const entry = after.entries.get(id);
        if (entry && entry !== before.entries.get(id)) line.observe(truthOf(entry.view));
      }
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  state(id: string): LineState {
    return this.lines.get(id)?.state() ?? QUIET;
  }

  wish(id: string, wishes: Wishes): void {
    this.line(id).wish(wishes);
  }

  retry(id: string): void {
    this.line(id).retry();
  }

  dismiss(id: string): void {
    this.line(id).dismiss();
  }

  private line(id: string): Line {
    const known = this.lines.get(id);
    if (known) return known;
    const line = new Line(
      (wishes) => this.send(id, wishes),
      () => this.listeners.forEach((listener) => listener()),
    );
    const entry = this.store.entry(id);
    if (entry) line.observe(truthOf(entry.view));
    this.lines.set(id, line);
    return line;
  }

  private async send(id: string, { on, brightness, color }: Wishes): Promise<void> {
    const sink = this.store.entry(id)?.device.category === DeviceCategory.SINK;
    const turnOn = on === undefined ? {} : { turnOn: on };
    await this.client.sendActuatorCommand(
      {
        deviceId: id,
        action: sink
          ? { case: 'sinkAction', value: turnOn }
          : {
              case: 'lightAction',
              value: {
                ...turnOn,
                ...(brightness === undefined ? {} : { brightness }),
                ...(color === undefined ? {} : { color: { value: color } }),
              },
            },
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
}

function truthOf(view: DeviceView): Wishes {
  const truth: Wishes = {};
  if ((view.kind === 'lamp' || view.kind === 'sink') && view.on !== undefined) truth.on = view.on;
  if (view.kind === 'lamp' && view.brightness !== undefined) truth.brightness = view.brightness;
  if (view.kind === 'lamp' && view.color !== undefined) truth.color = view.color;
  return truth;
}
