import { RotateCcw, TriangleAlert, X } from 'lucide-react';
import { useDesk, useLine } from '../commands/react';
import { useSpeech } from '../i18n/react';

/** Why the last command failed, and the way to try again. */
export function FailureNote({ id, name }: { id: string; name: string }) {
  const { m } = useSpeech();
  const desk = useDesk();
  const { failure } = useLine(id);
  return (
    <div role="alert" className="empty:-mt-3">
      {failure && (
        <div className="rounded-2xl bg-bad-well p-3 text-sm text-bad motion-safe:animate-[rise_.2s_ease-out]">
          <p className="flex gap-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0" title={failure.detail}>
              {m.failure[failure.reason](name)}
            </span>
          </p>
          <p className="mt-1 -mb-1.5 flex justify-end gap-1">
            <button
              type="button"
              onClick={() => desk.dismiss(id)}
              className="touch inline-flex items-center gap-1.5 rounded-xl px-3 font-medium hover:bg-card/60"
            >
              <X aria-hidden className="size-4" />
              {m.failure.dismiss}
            </button>
            <button
              type="button"
              onClick={() => desk.retry(id)}
              className="touch inline-flex items-center gap-1.5 rounded-xl px-3 font-semibold hover:bg-card/60"
            >
              <RotateCcw aria-hidden className="size-4" />
              {m.failure.retry}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}
