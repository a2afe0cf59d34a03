import type { DeviceView } from '../devices/view';
import { useSpeech } from '../i18n/react';
import { Facts, labelOf, valueOf } from './properties';

/** A device that this page was not made for: everything it says, as it says it. */
export function OtherBody({ view }: { view: DeviceView }) {
  const { m } = useSpeech();
  if (view.extras.length === 0) return <p className="text-sm text-muted">{m.details.noProperties}</p>;
  return <Facts facts={view.extras.map(([key, value]) => [key, labelOf(key, m), valueOf(value, m)] as const)} />;
}
