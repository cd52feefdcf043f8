const keyOf = (material: string): string => `chuyen-de.place.${material}`;

/** So near to the start or to the end, it begins at the start. */
const NEAR_SECONDS = 2;

type Played = Pick<HTMLMediaElement, 'currentTime' | 'duration'>;

/** Where something that is played was left on this device; undefined: it begins at the start. */
export function placeIn(material: string, { duration }: Played): number | undefined {
  try {
    const place = Number(localStorage.getItem(keyOf(material)) ?? 0);
    return place >= NEAR_SECONDS && place <= duration - NEAR_SECONDS ? place : undefined;
  } catch {
    return undefined;
  }
}

export function keepPlace(material: string, { currentTime, duration }: Played): void {
  try {
    const isOver = duration - currentTime < NEAR_SECONDS;
    localStorage.setItem(keyOf(material), String(isOver ? 0 : Math.floor(currentTime)));
  } catch {
    // A browser that keeps nothing begins at the start.
  }
}
