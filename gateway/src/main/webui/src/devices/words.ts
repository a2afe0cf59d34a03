/** Levels as words: the names are keys of the messages, so every language has its own. */

export const SMELLS = ['fresh', 'faint', 'noticeable', 'strong', 'pungent', 'leave'] as const;
export type Smell = (typeof SMELLS)[number];

/** `level` is 0 to 100. */
export function smellOf(level: number): Smell {
  if (level < 10) return 'fresh';
  if (level < 30) return 'faint';
  if (level < 50) return 'noticeable';
  if (level < 70) return 'strong';
  if (level < 90) return 'pungent';
  return 'leave';
}

export const WETNESSES = ['dry', 'damp', 'wet', 'leaking', 'flooding'] as const;
export type Wetness = (typeof WETNESSES)[number];

/** `severity` is 0 to 10. */
export function wetnessOf(severity: number): Wetness {
  if (severity <= 0) return 'dry';
  if (severity <= 3) return 'damp';
  if (severity <= 6) return 'wet';
  if (severity <= 8) return 'leaking';
  return 'flooding';
}
