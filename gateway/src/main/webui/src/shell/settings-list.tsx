import * as Menu from '@radix-ui/react-dropdown-menu';
import { BookOpenText, Check } from 'lucide-react';
import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { wetnessOf } from '../devices/words';
import { LANGUAGES } from '../i18n/languages';
import { useSpeech } from '../i18n/react';
import { gatewayUrl } from '../live/gateway';
import { SettingsButton } from './settings-menu';
import { preferences, THEMES, type Theme } from './preferences';
import { usePreferences } from './use-preferences';

const ALARM_FROM = [1, 4, 7, 9];

/** Opens as soon as it is there: it was asked for. */
export default function SettingsList() {
  const { m, language } = useSpeech();
  const { theme, alarmFrom } = usePreferences();
  const [open, setOpen] = useState(true);
  // The primitive opens when a pointer comes down, and a finger that comes down may want to scroll: it has to tap.
  const finger = useRef<{ wasOpen: boolean } | undefined>(undefined);
  const trigger = {
    onPointerDown(event: PointerEvent) {
      finger.current = event.pointerType === 'mouse' ? undefined : { wasOpen: open };
      if (finger.current) event.preventDefault();
    },
    onClick() {
      if (finger.current) setOpen(!finger.current.wasOpen);
    },
  };
  return (
    <Menu.Root modal={false} open={open} onOpenChange={setOpen}>
      <Menu.Trigger asChild>
        <SettingsButton {...trigger} />
      </Menu.Trigger>
      {/* Not in a portal: within the page's header it is part of a landmark. */}
      <Menu.Content
        align="end"
        sideOffset={8}
        collisionPadding={12}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-72 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-3xl bg-card p-2 text-sm shadow-float motion-safe:animate-[rise_.15s_ease-out]"
      >
        <Choice
          label={m.settings.theme}
          value={theme}
          options={THEMES.map((each) => [each, m.settings.themes[each]])}
          onChoose={(next) => preferences.set({ theme: next as Theme })}
        />
        <Choice
          label={m.settings.language}
          value={language}
          options={Object.entries(LANGUAGES).map(([key, { name }]) => [key, name])}
          onChoose={(next) => preferences.set({ language: next })}
        />
        <Choice
          label={m.settings.alarmFrom}
          value={String(alarmFrom)}
          options={ALARM_FROM.map((severity) => [
            String(severity),
            m.settings.alarmFromValue(severity, m.leak.words[wetnessOf(severity)]),
          ])}
          onChoose={(next) => preferences.set({ alarmFrom: Number(next) })}
        />
        <Menu.Separator className="mx-3 my-1 h-px bg-line" />
        <Menu.Item asChild>
          <a href={`${gatewayUrl()}/docs`} className={ITEM}>
            <BookOpenText aria-hidden className="size-4 text-muted" />
            {m.settings.api}
          </a>
        </Menu.Item>
      </Menu.Content>
    </Menu.Root>
  );
}

const ITEM = 'flex min-h-11 items-center gap-2.5 rounded-2xl px-3 outline-none data-[highlighted]:bg-well';

interface ChoiceProps {
  label: string;
  value: string;
  options: ReadonlyArray<readonly [value: string, label: ReactNode]>;
  onChoose(value: string): void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
      <Menu.Label className="px-3 pt-2.5 pb-1 font-semibold text-muted">{label}</Menu.Label>
      {options.map(([key, text]) => (
        <Menu.RadioItem key={key} value={key} onSelect={(event) => event.preventDefault()} className={ITEM}>
          <span className="grid size-4 place-items-center text-accent">
            <Menu.ItemIndicator>
              <Check aria-hidden className="size-4" strokeWidth={3} />
            </Menu.ItemIndicator>
          </span>
          {text}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
