import { TriangleAlert } from 'lucide-react';
import type { DeviceView } from '../devices/view';
import { Ago } from '../format/ago';
import { useSpeech } from '../i18n/react';
import { Facts } from './properties';
import { Figure } from './figure';

export function ToiletBody({ view }: { view: Extract<DeviceView, { kind: 'toilet' }> }) {
  const { m, format } = useSpeech();
  return (
    <>
      {view.clogged && (
        <p className="flex gap-2 rounded-2xl bg-warn-well p-3 text-sm text-warn" data-testid="clogged">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <strong className="font-semibold">{m.toilet.clogged}.</strong> {m.toilet.cloggedHint}
          </span>
        </p>
      )}
      <Figure value={view.flushes} unit={m.toilet.flushes} testId="toilet-flushes" />
      <Facts
        facts={[
          ['last', m.toilet.lastFlush, view.lastFlush === undefined ? m.toilet.never : <Ago at={view.lastFlush} />],
          ['litres', m.toilet.litres, view.litres === undefined ? '–' : `${format.number(view.litres)} l`],
        ]}
      />
    </>
  );
}
