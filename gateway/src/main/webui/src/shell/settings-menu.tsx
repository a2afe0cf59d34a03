import { Settings2 } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { useSpeech } from '../i18n/react';
import { later } from '../ui/later';

const SettingsList = later('SettingsList');

/** The button in the page's header; the menu itself comes with the first click. */
export function SettingsMenu() {
  const [wanted, setWanted] = useState(false);
  const button = <SettingsButton aria-haspopup="menu" aria-expanded={false} onClick={() => setWanted(true)} />;
  return wanted ? <SettingsList meanwhile={button} /> : button;
}

export function SettingsButton(rest: ComponentProps<'button'>) {
  const { m } = useSpeech();
  return (
    <button
      type="button"
      aria-label={m.settings.open}
      {...rest}
      className="touch grid place-items-center rounded-2xl bg-card text-muted shadow-card transition-colors hover:text-ink"
    >
      <Settings2 aria-hidden className="size-5" />
    </button>
  );
}
