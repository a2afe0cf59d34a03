import * as Slider from '@radix-ui/react-slider';
import { useRef, type CSSProperties, type PointerEvent } from 'react';
import { intentOf, valueAt, type Intent } from './swipe';

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
  const set = (next: number) => next !== value && onChange(next);
  const finger = useFinger((x, box) => !disabled && set(valueAt(x, box, max)));
  return (
    <Slider.Root
      value={[value]}
      max={max}
      step={1}
      disabled={disabled}
      onValueChange={([next]) => next !== undefined && set(next)}
      {...finger}
      className="relative flex h-11 w-full touch-pan-y items-center select-none data-[disabled]:opacity-60"
    >
      <Slider.Track
        style={paint}
        className={`slider-track ${track ? 'own-color' : ''} relative h-3 grow overflow-hidden rounded-full bg-well shadow-[inset_0_0_0_1px_var(--line)]`}
      >
        {!track && <Slider.Range className="slider-range absolute h-full bg-(--fill,var(--accent))" />}
      </Slider.Track>
      <Slider.Thumb
        aria-label={label}
        aria-valuetext={text}
        style={thumb ? { background: thumb } : undefined}
        className="slider-thumb relative block size-7 rounded-full border-[3px] border-card bg-accent shadow-[0_0_0_1px_var(--edge),0_2px_6px_rgb(0_0_0/25%)] transition-transform before:absolute before:-inset-2.5 before:content-[''] active:scale-110 data-[disabled]:bg-edge"
      />
    </Slider.Root>
  );
}

/**
 * A mouse sets the value where it is pressed; a finger only where it taps the track or slides sideways, because most
 * fingers that come down on a slider want to scroll. The primitive does not know the difference: it is told of mice only.
 */
function useFinger(set: (x: number, box: DOMRect) => void) {
  const finger = useRef<{ id: number; clientX: number; clientY: number; intent: Intent; onThumb: boolean } | undefined>(undefined);
  const handler = (handle: (event: PointerEvent, held: typeof finger.current) => void) => (event: PointerEvent) => {
    if (event.pointerType === 'mouse') return;
    event.preventDefault();
    handle(event, finger.current?.id === event.pointerId ? finger.current : undefined);
  };
  const setAt = (event: PointerEvent) => set(event.clientX, event.currentTarget.getBoundingClientRect());
  return {
    onPointerDown: handler((event) => {
      const { pointerId: id, clientX, clientY, target } = event;
      finger.current ??= { id, clientX, clientY, intent: 'undecided', onThumb: (target as Element).role === 'slider' };
    }),
    onPointerMove: handler((event, held) => {
      if (held?.intent === 'undecided') held.intent = intentOf(held, event);
      if (held?.intent === 'slide') setAt(event);
    }),
    onPointerUp: handler((event, held) => {
      if (held?.intent === 'slide' || (held?.intent === 'undecided' && !held.onThumb)) setAt(event);
      if (held) finger.current = undefined;
    }),
    onPointerCancel: handler((_, held) => {
      if (held) finger.current = undefined;
    }),
  };
}
