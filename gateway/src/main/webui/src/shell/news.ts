import type { Messages } from '../i18n/en';
import type { Entry, Picture } from '../live/picture';

type Kind = 'joined' | 'left' | 'offline' | 'online';

/** Collects what is worth saying between two pictures. What happened and was undone since is not said. */
export class NewsCollector {
  private readonly items = new Map<string, { name: string; kind: Kind }>();

  /** Whether there is something to say. */
  add(before: Picture, after: Picture): boolean {
    // The first snapshot is no news: the page says how many there are.
    if (!before.complete) return false;
    for (const [id, entry] of after.entries) {
      const old = before.entries.get(id);
      if (old === entry) continue;
      if (!old) this.put(id, entry.device.deviceName, 'joined');
      else if (old.status !== entry.status && isBack(entry)) this.put(id, entry.device.deviceName, 'online');
      else if (old.status === 'online' && entry.status !== 'online') this.put(id, entry.device.deviceName, 'offline');
    }
    for (const [id, old] of before.entries) if (!after.entries.has(id)) this.put(id, old.device.deviceName, 'left');
    return this.items.size > 0;
  }

  take(list: (names: string[]) => string, said: Messages['said']): string {
    const sentences = (['offline', 'left', 'joined', 'online'] as const).flatMap((kind) => {
      const names = [...this.items.values()].filter((item) => item.kind === kind).map(({ name }) => name);
      return names.length > 0 ? [said[kind](list(names))] : [];
    });
    this.items.clear();
    return sentences.join(' ');
  }

  private put(id: string, name: string, kind: Kind): void {
    const undone = { joined: 'left', left: 'joined', offline: 'online', online: 'offline' } as const;
    if (this.items.get(id)?.kind === undone[kind]) this.items.delete(id);
    else this.items.set(id, { name, kind });
  }
}

/** Online now, and seen so before: a device that needed a moment after it joined is not online "again". */
function isBack({ status, changes }: Entry): boolean {
  return status === 'online' && changes.some(({ key, from }) => key === 'status' && from === 'online');
}
