import * as Slider from '@radix-ui/react-slider';
import type { CSSProperties } from 'react';

interface RangeProps {
  label: string;
  value: number;
  max: number;
  /** What a screen reader says for the value. */
  text: string;
  disabled?: boolean;
  /** Called while dragging, too. */
  onChange(value: number): void;
  /** Painted over the whole track instead of the part up to the thumb. */
  track?: string;
  thumb?: string;
}

export function Range({ label, value, max, text, disabled = false, onChange, track, thumb }: RangeProps) {
  const paint: CSSProperties | undefined = track ? { background: track } : undefined;
  return (
    <Slider.Root
      value={[value]}
      max={max}
      step={1}
      disabled={disabled}
      onValueChange={([next]) => next !== undefined && next !== value && onChange(next)}
      className="relative flex h-11 w-full touch-none items-center select-none data-[disabled]:opacity-60"
    >
      <Slider.Track
        style={paint}
        className="relative h-3 grow overflow-hidden rounded-full bg-well shadow-[inset_0_0_0_1px_var(--line)]"
      >
        {!track && <Slider.Range className="absolute h-full bg-(--fill,var(--accent))" />}
      </Slider.Track>
      <Slider.Thumb
        aria-label={label}
        aria-valuetext={text}
        style={thumb ? { background: thumb } : undefined}
        className="relative block size-7 rounded-full border-[3px] border-card bg-accent shadow-[0_0_0_1px_var(--edge),0_2px_6px_rgb(0_0_0/25%)] transition-transform before:absolute before:-inset-2.5 before:content-[''] active:scale-110 data-[disabled]:bg-edge"
      />
    </Slider.Root>
  );
}
