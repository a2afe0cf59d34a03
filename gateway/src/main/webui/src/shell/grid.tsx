import { memo, useState } from 'react';
import { DeviceCard } from '../cards/card';
import { useSpeech } from '../i18n/react';
import { Boundary } from './boundary';
import { BrokenCard } from './broken';
import { rememberedShape } from './room-shape';

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-3 sm:gap-4 lg:gap-5';

export const Grid = memo(function Grid({ ids, onOpen }: { ids: readonly string[]; onOpen(id: string): void }) {
  return (
    <ul className={GRID}>
      {ids.map((id) => (
        <li key={id} className={ids.length > 60 ? 'card-cheap' : 'min-w-0'}>
          <Boundary instead={(retry) => <BrokenCard name={id.split('@')[0]!} onRetry={retry} />}>
            <DeviceCard id={id} onOpen={onOpen} />
          </Boundary>
        </li>
      ))}
    </ul>
  );
});

/** A first guess: five devices. index.html has the same. */
const GUESS: readonly (number | undefined)[] = Array.from({ length: 5 });

/** The first moment, before the gateway has said what there is: as much room as the list took last time. */
export function GridSkeleton() {
  const { m } = useSpeech();
  const [shape] = useState(() => rememberedShape(window.innerWidth));
  return (
    <>
      <p role="status" className="sr-only">
        {m.loading}
      </p>
      <div aria-hidden className="h-40 rounded-3xl bg-card shadow-card sm:h-34" style={shape && { height: shape.toolbar }} />
      <div aria-hidden className={GRID}>
        {(shape?.cards ?? GUESS).map((height, index) => (
          <div key={index} className="flex h-72 flex-col gap-4 rounded-3xl bg-card p-5 shadow-card" style={height === undefined ? undefined : { height }}>
            <div className="flex gap-3">
              <div className="shimmer size-11 rounded-2xl" />
              <div className="flex grow flex-col gap-2">
                <div className="shimmer h-5 w-3/5 rounded-full" />
                <div className="shimmer h-4 w-2/5 rounded-full" />
              </div>
            </div>
            <div className="shimmer mt-auto h-9 w-1/2 rounded-full" />
            <div className="shimmer h-4 w-4/5 rounded-full" />
          </div>
        ))}
      </div>
    </>
  );
}
