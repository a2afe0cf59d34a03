import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../i18n/react';
import type { Picture } from '../live/picture';
import { sameList, usePicture } from '../live/react';
import { browse, EVERYTHING, type Browse } from '../devices/browse';
import { later, loadTheRest } from '../ui/later';
import { AlarmBanner } from './alarm-banner';
import { Announcer } from './announcer';
import { EmptyRoom } from './empty-room';
import { Grid, GridSkeleton } from './grid';
import { Header } from './header';
import { NoMatch } from './no-match';
import { rememberShape } from './room-shape';
import { StaleBanner } from './stale-banner';
import { Toolbar } from './toolbar';
import { useBrowse } from './use-browse';
import { useCalm } from './use-calm';
import { useDrawer } from './use-drawer';
import { STEADY_MS, useSteady } from './use-steady';

const DetailsDrawer = later('DetailsDrawer');

export function App() {
  const { m } = useSpeech();
  const [view, setView] = useBrowse();
  const [opened, open, close] = useDrawer();
  const [used, setUsed] = useState(false);
  if (opened !== undefined && !used) setUsed(true);
  const main = useRef<HTMLElement>(null);
  const count = usePicture(countOf);
  // Deferred: the first cards are made in slices, and a slow phone can scroll meanwhile.
  const complete = useDeferredValue(usePicture(isComplete));
  useEffect(() => {
    if (!complete) return;
    whenIdle(() => void loadTheRest().catch(() => undefined));
    const remember = () => main.current && rememberShape(main.current, window.innerWidth);
    const timer = setTimeout(remember, 2_000);
    window.addEventListener('pagehide', remember);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', remember);
    };
  }, [complete]);
  return (
    <>
      <a
        href="#devices"
        className="sr-only z-50 rounded-xl bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {m.brand.skip}
      </a>
      <div className="@container mx-auto flex min-h-dvh max-w-[120rem] flex-col gap-4 px-3 pt-[env(safe-area-inset-top)] pb-10 sm:px-6 lg:gap-5 lg:px-8">
        <Header />
        {/* Seen below, so that nothing moves when it comes; read first. */}
        <div className="sticky bottom-3 z-30 order-last flex flex-col gap-2 empty:hidden">
          <AlarmBanner onShow={open} />
          <StaleBanner />
        </div>
        <main ref={main} id="devices" tabIndex={-1} aria-label={m.totals.devices(count)} className="flex grow flex-col gap-4 outline-none lg:gap-5">
          {!complete ? (
            <GridSkeleton />
          ) : count === 0 ? (
            <EmptyRoom />
          ) : (
            <Bathroom view={view} onView={setView} onOpen={open} />
          )}
        </main>
      </div>
      {used && <DetailsDrawer id={complete ? opened : undefined} onClose={close} meanwhile={null} />}
      <Announcer />
    </>
  );
}

/** Safari has no idle callback. */
const whenIdle = (work: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 5_000 }) : setTimeout(work, 1_000));

const countOf = (picture: Picture) => picture.entries.size;
const isComplete = (picture: Picture) => picture.complete;

/** From here on the order of the cards settles once a second. */
const MANY = 60;

interface BathroomProps {
  view: Browse;
  onView(view: Browse): void;
  onOpen(id: string): void;
}

function Bathroom({ view, onView, onOpen }: BathroomProps) {
  const derive = useCallback((picture: Picture) => browse(picture.entries.values(), view), [view]);
  const matching = usePicture(derive, sameList);
  // Who sorts by the last change wants to see it at once.
  const steady = useSteady(matching, view, view.sort === 'recent' ? 0 : STEADY_MS);
  const ids = useCalm(steady, view, matching.length > MANY ? 1_000 : 0);
  return (
    <>
      <Toolbar view={view} shown={ids.length} onView={onView} />
      {ids.length > 0 ? <Grid ids={ids} onOpen={onOpen} /> : <NoMatch onClear={() => onView({ ...EVERYTHING, sort: view.sort })} />}
    </>
  );
}
