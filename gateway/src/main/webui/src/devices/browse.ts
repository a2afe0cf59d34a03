import type { Entry } from '../live/picture';
import { KINDS, type DeviceKindName, type StatusName } from './view';

export const SORTS = ['attention', 'name', 'kind', 'recent'] as const;
export type Sort = (typeof SORTS)[number];
export const STATUS_FILTERS = ['all', 'online', 'offline', 'error'] as const;
export type StatusFilter = (typeof STATUS_FILTERS)[number];

/** Which devices are shown, and in which order. Kept in the page's address, so that it can be bookmarked. */
export interface Browse {
  search: string;
  kinds: readonly DeviceKindName[];
  status: StatusFilter;
  sort: Sort;
}

export const EVERYTHING: Browse = { search: '', kinds: [], status: 'all', sort: 'attention' };

export interface Totals {
  status: Record<StatusFilter, number>;
  kinds: Record<DeviceKindName, number>;
}

export function totalsOf(entries: Iterable<Entry>): Totals {
  const totals: Totals = {
    status: { all: 0, online: 0, offline: 0, error: 0 },
    kinds: { lamp: 0, sink: 0, toilet: 0, fart: 0, leak: 0, other: 0 },
  };
  for (const { status, view } of entries) {
    totals.status.all++;
    if (status !== 'unknown') totals.status[status]++;
    totals.kinds[view.kind]++;
  }
  return totals;
}

export function sameTotals(a: Totals, b: Totals): boolean {
  return STATUS_FILTERS.every((key) => a.status[key] === b.status[key]) && KINDS.every((key) => a.kinds[key] === b.kinds[key]);
}

/** The ids of the devices that match, sorted. */
export function browse(entries: Iterable<Entry>, { search, kinds, status, sort }: Browse): string[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const shown: Entry[] = [];
  for (const entry of entries) {
    if (status !== 'all' && entry.status !== status) continue;
    if (kinds.length > 0 && !kinds.includes(entry.view.kind)) continue;
    if (words.length > 0) {
      const name = folded(entry.device.deviceName);
      if (!words.every((word) => name.includes(word))) continue;
    }
    shown.push(entry);
  }
  return shown.sort(ORDER[sort]).map(({ id }) => id);
}

const NAMES = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const URGENCY: Record<StatusName, number> = { error: 1, offline: 1, unknown: 2, online: 3 };

function urgency({ view, status }: Entry): number {
  if (status === 'online' && view.kind === 'leak' && (view.severity ?? 0) > 0) return 0;
  if (view.kind === 'leak' && status !== 'online') return 0;
  if (status === 'online' && view.kind === 'toilet' && view.clogged) return 2;
  return URGENCY[status];
}

const byName = (a: Entry, b: Entry) => NAMES.compare(a.device.deviceName, b.device.deviceName) || (a.id < b.id ? -1 : 1);
const byKind = (a: Entry, b: Entry) => KINDS.indexOf(a.view.kind) - KINDS.indexOf(b.view.kind);

const ORDER: Record<Sort, (a: Entry, b: Entry) => number> = {
  attention: (a, b) => urgency(a) - urgency(b) || byKind(a, b) || byName(a, b),
  name: byName,
  kind: (a, b) => byKind(a, b) || byName(a, b),
  recent: (a, b) => b.changedAt - a.changedAt || byName(a, b),
};

/** Lower case without accents: "agua" finds "Água". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function browseFromAddress(query: string): Browse {
  const parameters = new URLSearchParams(query);
  const pick = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((value) => value === parameters.get(name)) ?? otherwise;
  return {
    search: parameters.get('q') ?? '',
    kinds: (parameters.get('kind') ?? '').split(',').filter((kind): kind is DeviceKindName => KINDS.some((known) => known === kind)),
    status: pick('status', STATUS_FILTERS, 'all'),
    sort: pick('sort', SORTS, 'attention'),
  };
}

export function browseToAddress({ search, kinds, status, sort }: Browse): string {
  const parameters = new URLSearchParams();
  if (search) parameters.set('q', search);
  if (kinds.length > 0) parameters.set('kind', kinds.join(','));
  if (status !== 'all') parameters.set('status', status);
  if (sort !== 'attention') parameters.set('sort', sort);
  const query = parameters.toString();
  return query ? `?${query}` : '';
}
