import { useSpeech } from '../i18n/react';
import type { Messages } from '../i18n/en';
import { asWords } from '../format/format';
import { own } from '../devices/own';
import type { Property } from '../devices/view';

/** `label` and `value`, one under the other: how a card and the drawer list facts. */
export function Facts({ facts }: { facts: ReadonlyArray<readonly [key: string, label: React.ReactNode, value: React.ReactNode]> }) {
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(45%,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {facts.map(([key, label, value]) => (
        <div key={key} className="contents">
          <dt className="max-w-40 break-words text-muted">{label}</dt>
          <dd className="text-right font-medium break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function labelOf(key: string, m: Messages): string {
  return own(m.property, key) ?? asWords(key);
}

export function valueOf(text: string, m: Messages): string {
  return own({ true: m.yes, false: m.no }, text) ?? text;
}

/** What a device announces beyond what its card knows. */
export function Extras({ properties }: { properties: readonly Property[] }) {
  const { m } = useSpeech();
  if (properties.length === 0) return null;
  return (
    <div className="border-t border-line pt-3">
      <Facts facts={properties.map(([key, value]) => [key, labelOf(key, m), valueOf(value, m)] as const)} />
    </div>
  );
}
