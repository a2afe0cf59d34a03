/** What a finger on a slider does: it taps, it slides along the slider, or it scrolls the page, which is not our business. */
export type Intent = 'undecided' | 'slide' | 'scroll';

/** A finger that moved less than this is still. */
export const SLOP_PX = 8;

interface Point {
  clientX: number;
  clientY: number;
}

export function intentOf(start: Point, now: Point): Intent {
  const x = Math.abs(now.clientX - start.clientX);
  const y = Math.abs(now.clientY - start.clientY);
  if (Math.max(x, y) < SLOP_PX) return 'undecided';
  return x > y ? 'slide' : 'scroll';
}

/** The whole value between 0 and `max` under a finger at `x`, on a track from `left` that is so wide. */
export function valueAt(x: number, { left, width }: { left: number; width: number }, max: number): number {
  const share = width > 0 ? (x - left) / width : 0;
  return Math.round(Math.min(Math.max(share, 0), 1) * max);
}
