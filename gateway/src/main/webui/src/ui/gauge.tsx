interface GaugeProps {
  label: string;
  value: number | undefined;
  max: number;
  words: string;
}

const RADIUS = 52;
const LENGTH = Math.PI * RADIUS;

/** A half circle that fills, with the number in it and a word under it. */
export function Gauge({ label, value, max, words }: GaugeProps) {
  const share = Math.min(Math.max((value ?? 0) / max, 0), 1);
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? 0}
      aria-valuetext={value === undefined ? words : `${value}, ${words}`}
      className="relative mx-auto w-44 max-w-full text-center"
    >
      <svg aria-hidden viewBox="0 0 120 66" className="w-full">
        <path d="M8 60a52 52 0 0 1 104 0" className="gauge-track fill-none stroke-well" strokeWidth="10" strokeLinecap="round" />
        {share > 0 && (
          <path
            d="M8 60a52 52 0 0 1 104 0"
            className="gauge-value fill-none stroke-(--tone) transition-[stroke-dashoffset] duration-500"
            strokeWidth="10"
            strokeLinecap="round"
            strokeDasharray={LENGTH}
            strokeDashoffset={LENGTH * (1 - share)}
          />
        )}
      </svg>
      <p className="-mt-11 wrap-anywhere text-4xl leading-none font-semibold tracking-tight" data-testid="smell">
        {value ?? '–'}
      </p>
      <p className="mt-1 text-sm font-medium" data-testid="smell-words">
        {words}
      </p>
    </div>
  );
}
