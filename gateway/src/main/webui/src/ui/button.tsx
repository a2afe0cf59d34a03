import type { ButtonHTMLAttributes } from 'react';

const LOOKS = {
  plain: 'bg-well text-ink hover:bg-line',
  accent: 'bg-accent text-on-accent hover:opacity-90',
  ghost: 'text-muted hover:bg-well hover:text-ink',
  alarm: 'bg-white text-[#8f130b] hover:bg-white/90',
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`touch inline-flex items-center justify-center gap-2 rounded-xl px-4 text-sm font-medium transition-colors ${LOOKS[look]} ${className}`}
    />
  );
}
