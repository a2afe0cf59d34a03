import type { Sample } from '../live/picture';

interface SparklineProps {
  samples: readonly Sample[];
  label: string;
  from: number;
  to: number;
  max: number;
}

const WIDTH = 240;
const HEIGHT = 44;

/** A step line: a value holds until the next one came. */
export function Sparkline({ samples, label, from, to, max }: SparklineProps) {
  const line = stepPath(samples, { from, to, max, width: WIDTH, height: HEIGHT });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      className="h-11 w-full overflow-hidden"
    >
      {line && (
        <>
          <path d={`${line}V${HEIGHT}H${line.slice(1).split(/[ ,HV]/, 1)[0]}Z`} className="fill-(--tone) opacity-15" />
          <path d={line} className="fill-none stroke-(--tone) stroke-2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}

interface Frame {
  from: number;
  to: number;
  max: number;
  width: number;
  height: number;
}

/** The SVG path of the samples within the frame's time, held to its end; empty when there is none. */
export function stepPath(samples: readonly Sample[], { from, to, max, width, height }: Frame): string {
  const x = (at: number) => round(((Math.max(at, from) - from) / (to - from)) * width);
  const y = (value: number) => round(height * (1 - Math.min(Math.max(value, 0), max) / max));
  let path = '';
  for (const [index, { at, value }] of samples.entries()) {
    const next = samples[index + 1];
    if (at > to || (next && next.at <= from)) continue;
    path += path ? `H${x(at)}V${y(value)}` : `M${x(at)} ${y(value)}`;
  }
  return path && `${path}H${width}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
