import { ChevronDown } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { cssColor } from '../devices/color';
import { useSpeech } from '../i18n/react';
import { later } from '../ui/later';
import { Dot, swatchOf } from './swatches';

export interface ColorPickerProps {
  name: string;
  color: number | undefined;
  disabled: boolean;
  onChange(color: number): void;
}

const ColorPopover = later('ColorPopover');

/** The color as a dot and a word; the popover to choose another one comes with the first click. */
export function ColorPicker(props: ColorPickerProps) {
  const { name, color, disabled } = props;
  const [wanted, setWanted] = useState(false);
  const button = (
    <ColorButton name={name} color={color} disabled={disabled} aria-haspopup="dialog" aria-expanded={false} onClick={() => setWanted(true)} />
  );
  return wanted ? <ColorPopover {...props} meanwhile={button} /> : button;
}

export function ColorButton({ name, color, ...rest }: Omit<ComponentProps<'button'>, 'color'> & Pick<ColorPickerProps, 'name' | 'color'>) {
  const { m } = useSpeech();
  const known = swatchOf(color);
  const word = color === undefined ? m.unknown : known ? m.lamp.swatch[known] : cssColor(color);
  return (
    <button
      type="button"
      aria-label={`${m.lamp.colorOf(name)}: ${word}`}
      {...rest}
      className="touch -mr-2 inline-flex items-center gap-2 rounded-xl px-2 font-medium hover:bg-well disabled:cursor-not-allowed disabled:opacity-60"
    >
      <Dot color={color ?? 0x808080} className="size-6" />
      <span data-testid="lamp-color">{word}</span>
      <ChevronDown aria-hidden className="size-4 text-muted" />
    </button>
  );
}
