import { memo, useId, type ReactNode } from 'react';
import { useLine } from '../commands/react';
import type { Entry } from '../live/picture';
import { useEntry, useFresh } from '../live/react';
import { CardHeader } from './header';
import { FailureNote } from './failure-note';
import { FartBody } from './fart';
import { LampBody, lampGlow } from './lamp';
import { LeakBody } from './leak';
import { OtherBody } from './other';
import { Extras } from './properties';
import { SinkBody } from './sink';
import { ToiletBody } from './toilet';

/** One device. It renders again when this device changes, and never because another one did. */
export const DeviceCard = memo(function DeviceCard({ id, onOpen }: { id: string; onOpen(id: string): void }) {
  const entry = useEntry(id);
  const titleId = useId();
  const fresh = useFresh();
  const { wishes } = useLine(id);
  if (!entry) return null;
  const current = fresh && entry.status === 'online';
  const glow = entry.view.kind === 'lamp' && current ? lampGlow({ ...entry.view, ...wishes }) : undefined;
  return (
    <article
      aria-labelledby={titleId}
      data-device={id}
      data-kind={entry.view.kind}
      data-status={entry.status}
      data-current={current}
      style={glow}
      className={`relative flex h-full min-w-0 flex-col gap-3 break-words rounded-3xl bg-card p-5 shadow-card transition-[box-shadow,background-color] duration-300 ${
        glow ? 'bg-[radial-gradient(120%_90%_at_50%_0%,var(--glow),transparent_70%)] [box-shadow:0_0_44px_-8px_var(--halo),var(--card-shadow)]' : ''
      }`}
    >
      <CardHeader titleId={titleId} entry={entry} onOpen={onOpen} fresh={fresh} />
      <div className={`flex grow flex-col gap-3 ${entry.view.kind === 'other' ? '' : 'justify-between'} ${current ? '' : 'grayscale-60'}`}>
        {bodyOf(entry, current)}
        {entry.view.kind !== 'other' && <Extras properties={entry.view.extras} />}
      </div>
      <FailureNote id={id} name={entry.device.deviceName} />
    </article>
  );
});

function bodyOf(entry: Entry, current: boolean): ReactNode {
  const { view } = entry;
  switch (view.kind) {
    case 'lamp':
      return <LampBody entry={entry} view={view} current={current} />;
    case 'sink':
      return <SinkBody entry={entry} view={view} current={current} />;
    case 'toilet':
      return <ToiletBody view={view} />;
    case 'fart':
      return <FartBody entry={entry} view={view} />;
    case 'leak':
      return <LeakBody view={view} watched={entry.status === 'online'} current={current} />;
    case 'other':
      return <OtherBody view={view} />;
  }
}
