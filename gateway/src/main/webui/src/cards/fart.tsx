import { useSyncExternalStore } from 'react';
import type { DeviceView } from '../devices/view';
import { smellOf, type Smell } from '../devices/words';
import { Ago, subscribeToSeconds } from '../format/ago';
import { useSpeech } from '../i18n/react';
import { HISTORY_MS, type Entry } from '../live/picture';
import { useStore } from '../live/react';
import { Gauge } from '../ui/gauge';
import { Sparkline } from '../ui/sparkline';
import { Facts } from './properties';

const TONE: Record<Smell, string> = {
  fresh: '[--tone:var(--smell-1)]',
  faint: '[--tone:var(--smell-1)]',
  noticeable: '[--tone:var(--smell-2)]',
  strong: '[--tone:var(--smell-3)]',
  pungent: '[--tone:var(--smell-4)]',
  leave: '[--tone:var(--smell-4)]',
};

export function FartBody({ entry, view }: { entry: Entry; view: Extract<DeviceView, { kind: 'fart' }> }) {
  const { m } = useSpeech();
  const { level } = view;
  const smell = level === undefined ? undefined : smellOf(level);
  const words = smell ? m.fart.words[smell] : m.unknown;
  return (
    <div className={`flex flex-col gap-3 ${smell ? TONE[smell] : '[--tone:var(--edge)]'}`}>
      <Gauge label={`${entry.device.deviceName}: ${m.fart.level}`} value={level} max={100} words={words} />
      <History entry={entry} />
      <Facts
        facts={[['last', m.fart.last, view.lastDetection === undefined ? m.fart.never : <Ago at={view.lastDetection} />]]}
      />
    </div>
  );
}

/** So that a page just opened does not draw a line of a few pixels. */
const SHORTEST_MS = 30_000;

function History({ entry }: { entry: Entry }) {
  const { m } = useSpeech();
  const store = useStore();
  // The line moves on its own as time goes, but nobody sees less than five seconds of ten minutes.
  const to = useSyncExternalStore(subscribeToSeconds, () => Math.ceil(store.now() / 5_000) * 5_000);
  const known = to - (entry.history[0]?.at ?? to);
  const span = Math.min(Math.max(known, SHORTEST_MS), HISTORY_MS);
  return <Sparkline samples={entry.history} label={m.fart.history(Math.ceil(span / 60_000))} from={to - span} to={to} max={100} />;
}
