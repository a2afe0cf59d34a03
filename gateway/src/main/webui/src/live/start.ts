import type { Gateway } from './gateway';
import type { Store } from './store';
import { LiveStream } from './stream';

/** Connects the store to the gateway and keeps it so. Returns what ends it. */
export function startLive(client: Gateway, store: Store): () => void {
  const stream = new LiveStream({
    open: (signal) => client.watchDevices({}, { signal }),
    onOpen: () => store.streamOpened(),
    onEvents: (events) => store.receive(events),
    onConnection: (connection) => store.connectionChanged(connection),
  });
  const wake = () => {
    if (document.visibilityState === 'visible') stream.wake();
  };
  const lost = () => stream.lost();
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pageshow', wake);
  window.addEventListener('focus', wake);
  window.addEventListener('online', wake);
  window.addEventListener('offline', lost);
  store.retry = () => stream.wake();
  stream.start();
  return () => {
    stream.stop();
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('pageshow', wake);
    window.removeEventListener('focus', wake);
    window.removeEventListener('online', wake);
    window.removeEventListener('offline', lost);
  };
}
