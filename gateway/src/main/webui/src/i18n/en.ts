import type { FailureReason } from '../commands/failure';
import type { Sort, StatusFilter } from '../devices/browse';
import type { DeviceKindName, StatusName } from '../devices/view';
import type { Smell, Wetness } from '../devices/words';
import type { Theme } from '../shell/preferences';

/** Every sentence of the page. Another language is another object of this shape. */
export interface Messages {
  brand: { tagline: string; skip: string };
  live: {
    live: string;
    liveHint: string;
    connecting: string;
    reconnecting: string;
    away: string;
    offline: string;
    asOf(time: string, silence: string): string;
    never: string;
    retryIn(seconds: number): string;
    retryNow: string;
    lost: string;
    back: string;
  };
  totals: { label: string; devices(count: number): string; shown(shown: number, all: number): string };
  kind: Record<DeviceKindName, string>;
  kinds: Record<DeviceKindName, string>;
  status: Record<StatusName, string> & { offlineSince(when: string): string; errorReason: string };
  filter: {
    search: string;
    kinds: string;
    allKinds: string;
    status: string;
    statuses: Record<StatusFilter, string>;
    sort: string;
    sorts: Record<Sort, string>;
    none: string;
    noneHint: string;
    clear: string;
  };
  empty: { title: string; text: string; or: string; copy: string; copied: string };
  loading: string;
  on: string;
  off: string;
  yes: string;
  no: string;
  unknown: string;
  lastKnown: string;
  lamp: {
    power(name: string): string;
    brightness: string;
    brightnessOf(name: string): string;
    color: string;
    colorOf(name: string): string;
    swatch: Record<'warm' | 'neutral' | 'cool' | 'amber' | 'coral' | 'rose' | 'violet' | 'blue' | 'lagoon' | 'mint', string>;
    hue: string;
    saturation: string;
  };
  sink: { power(name: string): string; running: string; closed: string; litres: string };
  toilet: { flushes: string; lastFlush: string; never: string; clogged: string; cloggedHint: string; litres: string };
  fart: { level: string; words: Record<Smell, string>; last: string; never: string; history(minutes: number): string };
  leak: {
    severity: string;
    words: Record<Wetness, string>;
    of(severity: number): string;
    notWatched: string;
    notWatchedHint: string;
    lastSaid(word: string): string;
    locations: Record<string, string>;
  };
  alarm: {
    title(count: number): string;
    line(name: string, word: string, severity: number): string;
    silent: string;
    acknowledge: string;
    acknowledged(count: number): string;
    show: string;
  };
  failure: Record<FailureReason, (name: string) => string> & { retry: string; dismiss: string; detail: string };
  broken: { card: string; retry: string; page: string; pageHint: string; reload: string };
  details: {
    open(name: string): string;
    close: string;
    gone: string;
    status: string;
    since: string;
    address: string;
    noAddress: string;
    id: string;
    protocol: string;
    lastSeen: string;
    firstSeen: string;
    properties: string;
    noProperties: string;
    changes: string;
    noChanges: string;
    change(from: string, to: string): string;
    nothing: string;
  };
  property: Record<string, string>;
  settings: {
    open: string;
    theme: string;
    themes: Record<Theme, string>;
    language: string;
    alarmFrom: string;
    alarmFromValue(severity: number, word: string): string;
    api: string;
  };
  said: {
    joined(names: string): string;
    left(names: string): string;
    offline(names: string): string;
    online(names: string): string;
    many(count: number): string;
  };
}

export const en: Messages = {
  brand: { tagline: 'Your bathroom, watched', skip: 'Skip to the devices' },
  live: {
    live: 'Live',
    liveHint: 'Every change is shown as it happens',
    connecting: 'Connecting',
    reconnecting: 'Not live',
    away: 'The gateway does not answer. What you see may be out of date.',
    offline: 'You are offline. What you see may be out of date.',
    asOf: (time, silence) => `As of ${time}, no sign of life for ${silence}.`,
    never: 'The gateway has not been reached yet.',
    retryIn: (seconds) => (seconds > 0 ? `Next try in ${seconds} s.` : 'Trying now.'),
    retryNow: 'Try now',
    lost: 'Connection lost. What is shown may be out of date.',
    back: 'Connected again. Everything is live.',
  },
  totals: {
    label: 'Totals',
    devices: (count) => (count === 1 ? '1 device' : `${count} devices`),
    shown: (shown, all) => `${shown} of ${all} devices shown`,
  },
  kind: { lamp: 'Lamp', sink: 'Sink', toilet: 'Toilet', fart: 'Fart detector', leak: 'Leak sensor', other: 'Unknown kind' },
  kinds: { lamp: 'Lamps', sink: 'Sinks', toilet: 'Toilets', fart: 'Air', leak: 'Leaks', other: 'Other' },
  status: {
    online: 'Online',
    offline: 'Offline',
    error: 'Error',
    unknown: 'Unknown',
    offlineSince: (when) => `Offline since ${when}`,
    errorReason: 'It answers, but not in a way that the gateway understands.',
  },
  filter: {
    search: 'Search by name',
    kinds: 'Kind of device',
    allKinds: 'All',
    status: 'Status',
    statuses: { all: 'All', online: 'Online', offline: 'Offline', error: 'Error' },
    sort: 'Sort by',
    sorts: { attention: 'Needs attention', name: 'Name', kind: 'Kind', recent: 'Last change' },
    none: 'No device matches',
    noneHint: 'Try another word, or look at all devices.',
    clear: 'Show all devices',
  },
  empty: {
    title: 'No devices yet',
    text: 'A device appears here within a second of being started on this network. Start one like this:',
    or: 'or the whole bathroom:',
    copy: 'Copy',
    copied: 'Copied',
  },
  loading: 'Asking the gateway for its devices',
  on: 'On',
  off: 'Off',
  yes: 'Yes',
  no: 'No',
  unknown: 'unknown',
  lastKnown: 'Last known',
  lamp: {
    power: (name) => `${name}: power`,
    brightness: 'Brightness',
    brightnessOf: (name) => `${name}: brightness`,
    color: 'Color',
    colorOf: (name) => `${name}: color`,
    swatch: {
      warm: 'Warm white',
      neutral: 'White',
      cool: 'Cool white',
      amber: 'Amber',
      coral: 'Coral',
      rose: 'Rose',
      violet: 'Violet',
      blue: 'Blue',
      lagoon: 'Lagoon',
      mint: 'Mint',
    },
    hue: 'Hue',
    saturation: 'Saturation',
  },
  sink: { power: (name) => `${name}: water`, running: 'Water is running', closed: 'Closed', litres: 'litres used' },
  toilet: {
    flushes: 'flushes',
    lastFlush: 'Last flush',
    never: 'none yet',
    clogged: 'Clogged',
    cloggedHint: 'Do not flush before somebody has looked.',
    litres: 'Water used',
  },
  fart: {
    level: 'Smell',
    words: {
      fresh: 'Fresh air',
      faint: 'Hardly there',
      noticeable: 'Noticeable',
      strong: 'Strong',
      pungent: 'Pungent',
      leave: 'Leave the room',
    },
    last: 'Last detection',
    never: 'none yet',
    history: (minutes) => (minutes === 1 ? 'The last minute' : `The last ${minutes} minutes`),
  },
  leak: {
    severity: 'Severity',
    words: { dry: 'Dry', damp: 'Damp', wet: 'Wet', leaking: 'Leaking', flooding: 'Flooding' },
    of: (severity) => `${severity} of 10`,
    notWatched: 'Not watched',
    notWatchedHint: 'The sensor is silent: nobody would notice a leak here.',
    lastSaid: (word) => `The last it said: ${word}.`,
    locations: { BATHROOM: 'Bathroom', KITCHEN: 'Kitchen', BASEMENT: 'Basement', LAUNDRY: 'Laundry', GARAGE: 'Garage' },
  },
  alarm: {
    title: (count) => (count === 1 ? 'Water leak' : `${count} water leaks`),
    line: (name, word, severity) => `${name}: ${word.toLowerCase()} (${severity} of 10)`,
    silent: 'the sensor has fallen silent since',
    acknowledge: 'I have seen it',
    acknowledged: (count) => (count === 1 ? 'A leak you have seen goes on' : `${count} leaks you have seen go on`),
    show: 'Show',
  },
  failure: {
    gone: (name) => `${name} is no longer on the network, so nothing was changed.`,
    notUnderstood: (name) => `${name} does not know this command, so nothing was changed.`,
    offline: (name) => `${name} cannot be reached right now. It stays as it was.`,
    refused: (name) => `${name} did not accept this value. It stays as it was.`,
    deviceFailed: (name) => `${name} failed to do it. You see what it says it is.`,
    tooSlow: (name) => `${name} did not answer in time. Whether it carried out the command is unknown.`,
    gatewayAway: (name) => `The gateway did not answer. Whether ${name} carried out the command is unknown.`,
    retry: 'Try again',
    dismiss: 'Dismiss',
    detail: 'What was said',
  },
  broken: {
    card: 'This card cannot be shown because of an error in the page. The device itself is not affected.',
    retry: 'Try again',
    page: 'The page cannot be shown',
    pageHint: 'There is an error in the page. The devices are not affected.',
    reload: 'Reload',
  },
  details: {
    open: (name) => `Details of ${name}`,
    close: 'Close the details',
    gone: 'This device has left the network.',
    status: 'Status',
    since: 'since',
    address: 'Address',
    noAddress: 'none known',
    id: 'Id',
    protocol: 'Protocol',
    lastSeen: 'Last sign of life',
    firstSeen: 'On this page since',
    properties: 'Properties',
    noProperties: 'It announces none.',
    changes: 'Changes since this page was opened',
    noChanges: 'None so far.',
    change: (from, to) => `${from} → ${to}`,
    nothing: 'nothing',
  },
  property: {
    status: 'Status',
    name: 'Name',
    address: 'Address',
    is_on: 'Power',
    brightness: 'Brightness',
    color: 'Color',
    water_consumed_liters: 'Litres used',
    flush_count: 'Flushes',
    last_flush: 'Last flush',
    clogged: 'Clogged',
    smell_level: 'Smell',
    last_detection: 'Last detection',
    severity: 'Severity',
    location: 'Location',
  },
  settings: {
    open: 'Settings',
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    alarmFrom: 'Leak alarm from',
    alarmFromValue: (severity, word) => `${severity} · ${word}`,
    api: 'API of the gateway',
  },
  said: {
    joined: (names) => `New: ${names}.`,
    left: (names) => `Gone: ${names}.`,
    offline: (names) => `Offline: ${names}.`,
    online: (names) => `Online again: ${names}.`,
    many: (count) => `${count} devices`,
  },
};
