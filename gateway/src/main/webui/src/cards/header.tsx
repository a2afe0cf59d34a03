import { CircleAlert, CircleCheck, CircleSlash, CircleHelp, ChevronRight } from 'lucide-react';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useSpeech } from '../i18n/react';
import type { Entry } from '../live/picture';
import { Ago } from '../format/ago';
import { asWords } from '../format/format';
import { own } from '../devices/own';
import type { StatusName } from '../devices/view';
import { ICONS } from './icons';

interface CardHeaderProps {
  titleId: string;
  entry: Entry;
  fresh: boolean;
  onOpen(id: string): void;
}

export function CardHeader({ titleId, entry, fresh, onOpen }: CardHeaderProps) {
  const { m } = useSpeech();
  const { device, view, status } = entry;
  const Icon = ICONS[view.kind];
  const location = view.kind === 'leak' && view.location ? (own(m.leak.locations, view.location) ?? asWords(view.location)) : undefined;
  // "Sink: Sink" tells nobody anything.
  const kind = device.deviceName.replace(/-\d+$/, '') === m.kind[view.kind] ? undefined : m.kind[view.kind];
  const what = [kind, location].filter(Boolean).join(' · ');
  return (
    <header className="flex items-start gap-3">
      <span aria-hidden className="grid size-11 shrink-0 place-items-center rounded-2xl bg-well text-accent">
        <Icon className="size-5.5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 grow">
        <h2 id={titleId} className="truncate text-base leading-6 font-semibold" title={device.deviceName}>
          {device.deviceName}
        </h2>
        {what && <p className="truncate text-sm text-muted">{what}</p>}
        <Status entry={entry} status={status} fresh={fresh} />
      </div>
      <button
        type="button"
        aria-label={m.details.open(device.deviceName)}
        onClick={() => onOpen(entry.id)}
        className="touch -mt-1.5 -mr-2 grid shrink-0 place-items-center rounded-2xl text-muted transition-colors hover:bg-well hover:text-ink"
      >
        <ChevronRight aria-hidden className="size-5" />
      </button>
    </header>
  );
}

const LOOK: Record<StatusName, { icon: typeof CircleCheck; tone: string }> = {
  online: { icon: CircleCheck, tone: 'text-good' },
  offline: { icon: CircleSlash, tone: 'text-warn' },
  error: { icon: CircleAlert, tone: 'text-bad' },
  unknown: { icon: CircleHelp, tone: 'text-muted' },
};

function Status({ entry, status, fresh }: { entry: Entry; status: StatusName; fresh: boolean }) {
  const { m } = useSpeech();
  const { icon: Icon, tone } = LOOK[status];
  const since = entry.device.statusSince ? timestampMs(entry.device.statusSince) : entry.changedAt;
  return (
    <>
      <p className={`mt-1.5 -mr-9 flex items-start gap-1.5 text-sm font-medium ${fresh ? tone : 'text-muted'}`}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0">
          {fresh ? m.status[status] : `${m.lastKnown}: ${m.status[status]}`}
          {status === 'offline' && (
            <>
              {' · '}
              <Ago at={since} />
            </>
          )}
        </span>
      </p>
      {status === 'error' && <p className="mt-1 text-sm text-muted">{reasonOf(entry) ?? m.status.errorReason}</p>}
    </>
  );
}

/** A device may say itself what is wrong with it. */
export function reasonOf(entry: Entry): string | undefined {
  return ['error', 'error_message', 'reason'].map((key) => entry.device.properties[key]).find(Boolean);
}
