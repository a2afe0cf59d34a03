import { useSpeech } from '../i18n/react';
import { LiveBadge } from './live-badge';
import { SettingsMenu } from './settings-menu';

export function Header() {
  const { m } = useSpeech();
  return (
    <header className="flex items-center justify-end gap-2.5 pt-4 sm:gap-3 @max-[16rem]:flex-wrap">
      <Mark />
      <div className="min-w-0 grow basis-0 @max-[16rem]:min-w-16">
        <h1 className="truncate text-lg leading-tight min-[360px]:text-xl font-semibold tracking-tight sm:text-2xl">Badezimmer</h1>
        <p className="hidden truncate text-sm text-muted min-[400px]:block">{m.brand.tagline}</p>
      </div>
      <LiveBadge />
      <SettingsMenu />
    </header>
  );
}

function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 64 64" className="size-9 shrink-0 min-[360px]:size-11 sm:size-12">
      <rect width="64" height="64" rx="18" fill="#0b6e7f" />
      <g fill="#fff" fillOpacity=".13">
        <rect x="7" y="7" width="23" height="23" rx="6" />
        <rect x="34" y="34" width="23" height="23" rx="6" />
      </g>
      <path d="M32 11c8.500 10.500 15 17.600 15 26a15 15 0 0 1-30 0c0-8.400 6.500-15.500 15-26z" fill="#d9f4f8" />
      <path d="M24.500 37.500a8 8 0 0 0 7 8" fill="none" stroke="#0b6e7f" strokeWidth="3.6" strokeLinecap="round" />
    </svg>
  );
}
