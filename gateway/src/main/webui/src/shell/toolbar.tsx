import * as ToggleGroup from '@radix-ui/react-toggle-group';
import { ArrowDownUp, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ICONS } from '../cards/icons';
import { sameTotals, SORTS, STATUS_FILTERS, totalsOf, type Browse, type Sort, type StatusFilter } from '../devices/browse';
import { KINDS, type DeviceKindName } from '../devices/view';
import { useSpeech } from '../i18n/react';
import type { Picture } from '../live/picture';
import { usePicture } from '../live/react';

interface ToolbarProps {
  view: Browse;
  shown: number;
  onView(view: Browse): void;
}

const totals = (picture: Picture) => totalsOf(picture.entries.values());
const CHIP =
  'touch inline-flex shrink-0 items-center gap-2 rounded-full bg-card px-4 text-sm font-medium whitespace-nowrap text-muted shadow-card transition-colors hover:text-ink data-[state=on]:bg-ink data-[state=on]:text-page';

/** The totals, which are the filters too; search and order. */
export function Toolbar({ view, shown, onView }: ToolbarProps) {
  const { m } = useSpeech();
  const { status, kinds } = usePicture(totals, sameTotals);
  const present = KINDS.filter((kind) => kinds[kind] > 0 || view.kinds.includes(kind));
  return (
    <section aria-label={m.totals.label} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <ToggleGroup.Root
          type="single"
          aria-label={m.filter.status}
          value={view.status}
          onValueChange={(next) => onView({ ...view, status: (next || 'all') as StatusFilter })}
          className="grid w-full grid-cols-[repeat(auto-fit,minmax(4.1rem,1fr))] gap-1 rounded-3xl bg-card p-1.5 shadow-card sm:w-auto sm:grid-cols-4"
        >
          {STATUS_FILTERS.map((key) => (
            <ToggleGroup.Item
              key={key}
              value={key}
              data-testid={`total-${key}`}
              className="min-h-14 rounded-[1.15rem] px-2 text-left transition-colors hover:bg-well data-[state=on]:bg-ink data-[state=on]:text-page sm:min-w-24 sm:px-3.5"
            >
              <span className={`block text-xl leading-tight font-semibold ${key === view.status || status[key] === 0 ? '' : TONE[key]}`}>
                {status[key]}
              </span>
              <span className="block truncate text-xs font-medium opacity-85 sm:text-sm">{m.filter.statuses[key]}</span>
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <SearchField value={view.search} onChange={(search) => onView({ ...view, search })} />
        <SortField value={view.sort} onChange={(sort) => onView({ ...view, sort })} />
      </div>
      {present.length > 1 && (
        <ToggleGroup.Root
          type="multiple"
          aria-label={m.filter.kinds}
          value={[...view.kinds]}
          onValueChange={(next) => onView({ ...view, kinds: next as DeviceKindName[] })}
          className="-mx-3 flex gap-2 overflow-x-auto px-3 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
        >
          {present.map((kind) => {
            const Icon = ICONS[kind];
            return (
              <ToggleGroup.Item key={kind} value={kind} className={CHIP}>
                <Icon aria-hidden className="size-4" />
                {m.kinds[kind]}
                <span className="font-normal">{kinds[kind]}</span>
              </ToggleGroup.Item>
            );
          })}
        </ToggleGroup.Root>
      )}
      <p role="status" className="sr-only">
        {shown < status.all ? m.totals.shown(shown, status.all) : ''}
      </p>
    </section>
  );
}

const TONE: Record<StatusFilter, string> = { all: '', online: 'text-good', offline: 'text-warn', error: 'text-bad' };

function SearchField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { m } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="menu"], [role="dialog"]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', slash);
    return () => document.removeEventListener('keydown', slash);
  }, []);
  return (
    <label className="flex min-h-12 min-w-[min(10rem,100%)] grow basis-40 items-center gap-2.5 rounded-2xl bg-card px-4 shadow-card focus-within:outline-3 focus-within:outline-accent">
      <Search aria-hidden className="size-4.5 shrink-0 text-muted" />
      <input
        ref={input}
        type="search"
        aria-label={m.filter.search}
        aria-keyshortcuts="/"
        placeholder={m.filter.search}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-full min-w-0 bg-transparent text-base outline-none placeholder:text-muted"
      />
    </label>
  );
}

function SortField({ value, onChange }: { value: Sort; onChange(value: Sort): void }) {
  const { m } = useSpeech();
  return (
    <label className="relative flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-2xl bg-card text-sm shadow-card focus-within:outline-3 focus-within:outline-accent lg:pl-4">
      <ArrowDownUp aria-hidden className="size-4.5 shrink-0 text-muted" />
      <select
        aria-label={m.filter.sort}
        value={value}
        onChange={(event) => onChange(event.target.value as Sort)}
        className="min-h-12 max-w-36 rounded-2xl bg-card pr-3 font-medium text-ellipsis outline-none max-lg:absolute max-lg:inset-0 max-lg:w-full max-lg:opacity-0"
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {m.filter.sorts[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}
