import { RotateCcw, TriangleAlert } from 'lucide-react';
import { useSpeech } from '../i18n/react';
import { Button } from '../ui/button';

/** In place of a card that cannot be shown. */
export function BrokenCard({ name, onRetry }: { name: string; onRetry(): void }) {
  const { m } = useSpeech();
  return (
    <article aria-label={name} data-testid="broken-card" className="flex h-full min-w-0 flex-col items-start gap-3 rounded-3xl bg-card p-5 shadow-card">
      <h2 className="w-full truncate text-base leading-6 font-semibold">{name}</h2>
      <p role="alert" className="flex gap-2 text-sm text-bad">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {m.broken.card}
      </p>
      <Button className="mt-auto" onClick={onRetry}>
        <RotateCcw aria-hidden className="size-4" />
        {m.broken.retry}
      </Button>
    </article>
  );
}

/** In place of the whole page, when it fails outside of a card. */
export function BrokenPage() {
  const { m } = useSpeech();
  return (
    <main data-testid="broken-page" className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-4 p-6 text-center">
      <TriangleAlert aria-hidden className="size-10 text-bad" strokeWidth={1.5} />
      <h1 className="text-xl font-semibold">{m.broken.page}</h1>
      <p role="alert" className="text-muted">
        {m.broken.pageHint}
      </p>
      <Button look="accent" onClick={() => location.reload()}>
        {m.broken.reload}
      </Button>
    </main>
  );
}
