import { gateway } from './gateway';
import { startLive } from './start';
import { Store } from './store';

/** The gateway of this page, and the store that its stream keeps current from now on. */
export function openRoom() {
  const client = gateway();
  const store = new Store();
  startLive(client, store);
  return { client, store };
}
