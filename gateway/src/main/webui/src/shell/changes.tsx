import { labelOf, valueOf } from '../cards/properties';
import { Ago } from '../format/ago';
import type { Messages } from '../i18n/en';
import { useSpeech } from '../i18n/react';
import type { Change } from '../live/picture';
import { STATUSES, type StatusName } from '../devices/view';

export function Changes({ changes }: { changes: readonly Change[] }) {
  const { m } = useSpeech();
  if (changes.length === 0) return <p className="text-sm text-muted">{m.details.noChanges}</p>;
  return (
    <ol className="flex flex-col text-sm">
      {changes.map((change) => (
        <li
          key={`${change.at} ${change.key} ${change.to}`}
          className="flex items-baseline justify-between gap-3 border-l-2 border-line py-1.5 pl-3"
        >
          <span className="min-w-0 break-words">
            <span className="font-medium">{labelOf(change.key, m)}</span>{' '}
            <span className="text-muted">{m.details.change(said(change, change.from, m), said(change, change.to, m))}</span>
          </span>
          <Ago at={change.at} className="shrink-0 text-xs whitespace-nowrap text-muted" />
        </li>
      ))}
    </ol>
  );
}

function said({ key }: Change, value: string | undefined, m: Messages): string {
  if (value === undefined || value === '') return m.details.nothing;
  // A device may have a property called status, too.
  return key === 'status' && STATUSES.some((status) => status === value) ? m.status[value as StatusName] : valueOf(value, m);
}
