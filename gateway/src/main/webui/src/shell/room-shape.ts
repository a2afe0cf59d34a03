/** How much room the list took when the page was last open, so that nothing jumps while it comes. */
export interface RoomShape {
  /** Of the window: another width needs another height. */
  width: number;
  toolbar: number;
  cards: readonly number[];
}

const KEY = 'badezimmer.room';
/** More are not on any first screen. */
const MAX_CARDS = 40;

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** The shape from last time; undefined if there is none, or none for a window so wide. */
export function rememberedShape(width: number, memory: () => Memory = () => localStorage): RoomShape | undefined {
  try {
    const shape = JSON.parse(memory().getItem(KEY) ?? 'null') as RoomShape | null;
    const sound = shape?.width === width && isHeight(shape.toolbar) && Array.isArray(shape.cards) && shape.cards.every(isHeight);
    return sound ? shape : undefined;
  } catch {
    return undefined; // a store that is broken or forbidden
  }
}

export function rememberShape(main: Element, width: number, memory: () => Memory = () => localStorage): void {
  const height = (element: Element | null) => Math.round(element?.getBoundingClientRect().height ?? 0);
  const cards = [...main.querySelectorAll('ul > li')].slice(0, MAX_CARDS).map(height);
  const shape: RoomShape = { width, toolbar: height(main.querySelector('section')), cards };
  try {
    if (cards.length > 0) memory().setItem(KEY, JSON.stringify(shape));
  } catch {
    // The next visit begins with a guess.
  }
}

function isHeight(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < 5_000;
}
