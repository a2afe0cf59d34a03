import { BellRing, ChevronRight } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { alarmsOf, stillAcknowledged, type Alarm } from '../devices/alarm';
import { wetnessOf } from '../devices/words';
import { useSpeech } from '../i18n/react';
import type { Picture } from '../live/picture';
import { usePicture, useStore } from '../live/react';
import { Button } from '../ui/button';
import { preferences } from './preferences';
import { usePreferences } from './use-preferences';

/** Lies over the page from the configured severity on, until somebody says that they have seen it. */
export function AlarmBanner({ onShow }: { onShow(id: string): void }) {
  const { m } = useSpeech();
  const { alarmFrom, acknowledged } = usePreferences();
  const derive = useCallback(
    (picture: Picture) => alarmsOf(picture.entries.values(), alarmFrom, acknowledged),
    [alarmFrom, acknowledged],
  );
  const alarms = usePicture(derive, sameAlarms);
  useForgetting();
  const news = alarms.filter((alarm) => !alarm.acknowledged);
  if (alarms.length === 0) return null;
  if (news.length === 0) return <SeenAlarms count={alarms.length} onShow={() => onShow(alarms[0]!.id)} />;
  return (
    <section
      role="alert"
      data-testid="alarm"
      className="rounded-3xl bg-alarm p-4 text-white shadow-float motion-safe:animate-[rise_.25s_ease-out] sm:p-5"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <span aria-hidden className="grid size-12 shrink-0 place-items-center rounded-2xl bg-white/15">
          <BellRing className="size-6.5" />
        </span>
        <div className="min-w-[min(12rem,100%)] grow basis-0">
          <h2 className="text-lg leading-tight font-semibold sm:text-xl">{m.alarm.title(news.length)}</h2>
          <ul className="mt-1 max-h-28 overflow-y-auto text-sm sm:text-base">
            {news.map((alarm) => (
              <li key={alarm.id}>
                <Line alarm={alarm} />
              </li>
            ))}
          </ul>
        </div>
        <div className="flex grow flex-wrap gap-2 sm:grow-0">
          <Button look="alarm" className="grow font-semibold" onClick={() => acknowledge(news)}>
            {m.alarm.acknowledge}
          </Button>
          <Button className="bg-white/15 text-white hover:bg-white/25" onClick={() => onShow(news[0]!.id)}>
            {m.alarm.show}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Line({ alarm }: { alarm: Alarm }) {
  const { m } = useSpeech();
  return (
    <>
      {m.alarm.line(alarm.name, m.leak.words[wetnessOf(alarm.severity)], alarm.severity)}
      {!alarm.watched && ` · ${m.alarm.silent}`}
    </>
  );
}

function SeenAlarms({ count, onShow }: { count: number; onShow(): void }) {
  const { m } = useSpeech();
  return (
    <section aria-label={m.alarm.title(count)}>
      <button
        type="button"
        data-testid="alarm-seen"
        onClick={onShow}
        className="touch flex w-full items-center gap-3 rounded-2xl bg-bad-well px-4 text-left text-sm font-semibold text-bad shadow-card"
      >
        <BellRing aria-hidden className="size-5 shrink-0" />
        <span className="grow">{m.alarm.acknowledged(count)}</span>
        <ChevronRight aria-hidden className="size-5" />
      </button>
    </section>
  );
}

function acknowledge(alarms: readonly Alarm[]): void {
  const seen = Object.fromEntries(alarms.map(({ id, severity }) => [id, severity]));
  preferences.set({ acknowledged: { ...preferences.get().acknowledged, ...seen } });
}

/** A leak that is over is forgotten: the next one is news. */
function useForgetting(): void {
  const store = useStore();
  useEffect(
    () =>
      store.onChange((_, after) => {
        const { acknowledged, alarmFrom } = preferences.get();
        const kept = stillAcknowledged(after.entries, alarmFrom, acknowledged);
        if (kept !== acknowledged) preferences.set({ acknowledged: { ...kept } });
      }),
    [store],
  );
}

function sameAlarms(a: readonly Alarm[], b: readonly Alarm[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
