/**
 * The entry of a table under a key that came from outside. Names such as `constructor` and `__proto__` are on every
 * object, so `table[key]` alone would find what nobody put there.
 */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
