import { useCallback } from 'react';
import { useSpeech } from '../i18n/react';
import type { Picture } from '../live/picture';
import { sameList, usePicture } from '../live/react';
import { browse, EVERYTHING, type Browse } from '../devices/browse';
import { AlarmBanner } from './alarm-banner';
import { Announcer } from './announcer';
import { DetailsDrawer } from './details-drawer';
import { EmptyRoom } from './empty-room';
import { Grid, GridSkeleton } from './grid';
import { Header } from './header';
import { NoMatch } from './no-match';
import { StaleBanner } from './stale-banner';
import { Toolbar } from './toolbar';
import { useBrowse } from './use-browse';
import { useCalm } from './use-calm';
import { useDrawer } from './use-drawer';

export function App() {
  const { m } = useSpeech();
  const [view, setView] = useBrowse();
  const [opened, open, close] = useDrawer();
  const count = usePicture(countOf);
  const complete = usePicture(isComplete);
  return (
    <>
      <a
        href="#devices"
        className="sr-only z-50 rounded-xl bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {m.brand.skip}
      </a>
      <div className="mx-auto flex min-h-dvh max-w-[120rem] flex-col gap-4 px-3 pt-[env(safe-area-inset-top)] pb-10 sm:px-6 lg:gap-5 lg:px-8">
        <Header />
        <div className="sticky top-2 z-30 flex flex-col gap-2 empty:hidden">
          <AlarmBanner onShow={open} />
          <StaleBanner />
        </div>
        <main id="devices" tabIndex={-1} aria-label={m.totals.devices(count)} className="flex grow flex-col gap-4 outline-none lg:gap-5">
          {!complete ? (
            <GridSkeleton />
          ) : count === 0 ? (
            <EmptyRoom />
          ) : (
            <Bathroom view={view} onView={setView} onOpen={open} />
          )}
        </main>
      </div>
      <DetailsDrawer id={complete ? opened : undefined} onClose={close} />
      <Announcer />
    </>
  );
}

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
  const ids = useCalm(matching, view, matching.length > MANY ? 1_000 : 0);
  return (
    <>
      <Toolbar view={view} shown={ids.length} onView={onView} />
      {ids.length > 0 ? <Grid ids={ids} onOpen={onOpen} /> : <NoMatch onClear={() => onView({ ...EVERYTHING, sort: view.sort })} />}
    </>
  );
}
