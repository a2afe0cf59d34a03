import { Check, Copy, Plug } from 'lucide-react';
import { useState } from 'react';
import { useSpeech } from '../i18n/react';

const ONE = './mvnw -pl devices/light-lamp -am quarkus:dev';
const ALL = './badezimmer up';

export function EmptyRoom() {
  const { m } = useSpeech();
  return (
    <section className="m-auto flex w-full max-w-xl flex-col items-center gap-4 rounded-3xl bg-card px-6 py-12 text-center shadow-card sm:px-10">
      <span aria-hidden className="grid size-20 place-items-center rounded-[1.75rem] bg-well text-accent">
        <Plug className="size-9" strokeWidth={1.5} />
      </span>
      <h2 className="text-2xl font-semibold tracking-tight">{m.empty.title}</h2>
      <p className="max-w-md text-pretty text-muted">{m.empty.text}</p>
      <Command text={ONE} />
      <p className="text-sm text-muted">{m.empty.or}</p>
      <Command text={ALL} />
    </section>
  );
}

function Command({ text }: { text: string }) {
  const { m } = useSpeech();
  const [copied, setCopied] = useState(false);
  // The clipboard is there on https and localhost only; elsewhere the text can be selected.
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div className="flex w-full items-center gap-2 rounded-2xl bg-well pl-4">
      <code className="grow overflow-x-auto py-3 text-left font-mono text-sm whitespace-nowrap select-all" tabIndex={0}>
        {text}
      </code>
      {window.isSecureContext && (
        <button
          type="button"
          aria-label={copied ? m.empty.copied : m.empty.copy}
          onClick={() => void copy()}
          className="touch grid shrink-0 place-items-center rounded-2xl text-muted hover:text-ink"
        >
          {copied ? <Check aria-hidden className="size-5 text-good" /> : <Copy aria-hidden className="size-5" />}
        </button>
      )}
    </div>
  );
}
