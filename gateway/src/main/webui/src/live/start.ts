import { gatewayUrl, type Gateway } from './gateway';
import { SharedStream, type Channel } from './shared-stream';
import type { Store } from './store';

/** So often the gateway shows a stream that it is there. See SILENCE_MS. */
const HEARTBEAT_MS = 1_500;

/** Connects the store to the gateway and keeps it so. Returns what ends it. */
export function startLive(client: Gateway, store: Store): () => void {
  const channel = channelOfTabs();
  const stream = new SharedStream({
    open: (signal) => client.watchDevices({ heartbeatMs: HEARTBEAT_MS }, { signal }),
    store,
    channel,
  });
  const wake = () => {
    if (document.visibilityState === 'visible') stream.wake();
  };
  const ending = new AbortController();
  const on = (target: EventTarget, type: string, listener: () => void) =>
    target.addEventListener(type, listener, { signal: ending.signal });
  on(document, 'visibilitychange', wake);
  on(window, 'focus', wake);
  on(window, 'online', wake);
  on(window, 'offline', () => stream.lost());
  on(window, 'pagehide', () => stream.leave());
  on(window, 'pageshow', wake);
  // A frozen tab would keep its connection, and six of them all that the browser opens.
  on(document, 'freeze', () => stream.leave());
  on(document, 'resume', wake);
  store.retry = () => stream.retry();
  stream.lead();
  return () => {
    ending.abort();
    stream.leave();
    channel?.close();
  };
}

/** Tabs share a stream only with the same build of the page: another may have other messages. */
function channelOfTabs(): Channel | undefined {
  try {
    return new BroadcastChannel(`badezimmer ${gatewayUrl()} ${import.meta.url}`) as Channel;
  } catch {
    return undefined; // an old browser, or a page that may keep nothing
  }
}
