import { useSpeech } from '../i18n/react';

/** A large number with what it counts. */
export function Figure({ value, unit, testId }: { value: number | undefined; unit: string; testId?: string }) {
  const { format } = useSpeech();
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="max-w-full text-4xl font-semibold tracking-tight wrap-anywhere" data-testid={testId}>
        {value === undefined ? '–' : format.number(value)}
      </span>
      <span className="text-sm text-muted">{unit}</span>
    </p>
  );
}
