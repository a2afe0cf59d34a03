// @vitest-environment happy-dom
import { create, type DescMessage, type MessageShape } from '@bufbuild/protobuf';
import { Code, ConnectError, createRouterTransport } from '@connectrpc/connect';
import { describe, expect, it, vi } from 'vitest';
import { Desk } from '../src/commands/desk';
import { BadezimmerService, ErrorCode, ErrorDetailsSchema, type SendActuatorCommandRequest } from '../src/gen/badezimmer_pb';
import { gateway } from '../src/live/gateway';
import { startLive } from '../src/live/start';
import { Store } from '../src/live/store';
import { changed, LAMP, lamp, SINK, sink, snapshotComplete } from './room';

/** A gateway in the same process, spoken to by the page's real client. */
function bathroom(answer: (request: SendActuatorCommandRequest) => void) {
  const transport = createRouterTransport(({ service }) => {
    service(BadezimmerService, {
      async *watchDevices(_, { signal }) {
        yield changed(lamp());
        yield changed(sink());
        yield snapshotComplete();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
      sendActuatorCommand(request) {
        answer(request);
        return {};
      },
    });
  });
  const client = gateway(transport);
  const store = new Store({ schedule: (frame) => frame() });
  return { store, desk: new Desk(client, store), end: startLive(client, store) };
}

const details = <D extends DescMessage>(schema: D, value: MessageShape<D>) => [{ desc: schema, value }];

describe('the desk', () => {
  it('tells a lamp only what is to change', async () => {
    const requests: SendActuatorCommandRequest[] = [];
    const { store, desk, end } = bathroom((request) => requests.push(request));
    await vi.waitFor(() => expect(store.connection().phase).toBe('live'));
    desk.wish(LAMP, { brightness: 70 });
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    expect(requests[0]).toMatchObject({ deviceId: LAMP, action: { case: 'lightAction', value: { brightness: 70 } } });
    const value = requests[0]!.action.value as { turnOn?: boolean; color?: unknown };
    expect([value.turnOn, value.color]).toEqual([undefined, undefined]);
    end();
  });

  it('speaks to a sink in its own words', async () => {
    const requests: SendActuatorCommandRequest[] = [];
    const { store, desk, end } = bathroom((request) => requests.push(request));
    await vi.waitFor(() => expect(store.connection().phase).toBe('live'));
    desk.wish(SINK, { on: true });
    await vi.waitFor(() => expect(requests[0]).toMatchObject({ action: { case: 'sinkAction', value: { turnOn: true } } }));
    end();
  });

  it('reads the details of a refusal', async () => {
    const { store, desk, end } = bathroom(() => {
      const error = create(ErrorDetailsSchema, { code: ErrorCode.DEVICE_OFFLINE, message: 'Light Lamp is OFFLINE' });
      throw new ConnectError('unavailable', Code.Unavailable, undefined, details(ErrorDetailsSchema, error));
    });
    await vi.waitFor(() => expect(store.connection().phase).toBe('live'));
    desk.wish(LAMP, { on: true });
    await vi.waitFor(() =>
      expect(desk.state(LAMP).failure).toMatchObject({ reason: 'offline', detail: 'Light Lamp is OFFLINE' }),
    );
    expect(desk.state(LAMP).wishes).toEqual({});
    end();
  });
});
