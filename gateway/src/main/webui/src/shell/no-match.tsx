import { SearchX } from 'lucide-react';
import { useSpeech } from '../i18n/react';
import { Button } from '../ui/button';

export function NoMatch({ onClear }: { onClear(): void }) {
  const { m } = useSpeech();
  return (
    <section className="mx-auto flex max-w-md flex-col items-center gap-3 rounded-3xl bg-card px-8 py-12 text-center shadow-card">
      <SearchX aria-hidden className="size-10 text-muted" strokeWidth={1.5} />
      <h2 className="text-xl font-semibold">{m.filter.none}</h2>
      <p className="text-muted">{m.filter.noneHint}</p>
      <Button look="accent" onClick={onClear}>
        {m.filter.clear}
      </Button>
    </section>
  );
}
