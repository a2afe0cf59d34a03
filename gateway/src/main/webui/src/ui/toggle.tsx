import * as Switch from '@radix-ui/react-switch';

interface ToggleProps {
  label: string;
  /** Undefined: nobody knows. */
  checked: boolean | undefined;
  disabled: boolean;
  busy: boolean;
  onChange(checked: boolean): void;
}

/** A switch: small to the eye, 44 px to the finger. */
export function Toggle({ label, checked, disabled, busy, onChange }: ToggleProps) {
  return (
    <Switch.Root
      aria-label={label}
      aria-busy={busy || undefined}
      checked={checked ?? false}
      disabled={disabled}
      onCheckedChange={onChange}
      className="group touch flex items-center justify-end rounded-full disabled:cursor-not-allowed"
    >
      <span className="switch-track flex h-8 w-14 items-center rounded-full border border-edge bg-well p-[3px] transition-colors group-disabled:opacity-60 group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
        <Switch.Thumb className="switch-thumb block size-6 rounded-full bg-edge shadow transition-[translate,background-color] duration-200 group-aria-busy:animate-pulse data-[state=checked]:translate-x-6 data-[state=checked]:bg-on-accent" />
      </span>
    </Switch.Root>
  );
}
