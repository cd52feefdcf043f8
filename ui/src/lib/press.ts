/** The click comes a moment after the finger is up; later than this, none comes. */
const CLICK_WITHIN_MS = 150;

let isDown = false;
/** Of the last press and its click. */
let isOver = true;
let noteOver = (): void => undefined;
let lastPress: Promise<void> = Promise.resolve();

function begin(): void {
  isDown = true;
  if (!isOver) return;
  isOver = false;
  lastPress = new Promise((resolve) => (noteOver = resolve));
}

function end(): void {
  isDown = false;
  setTimeout(() => {
    if (isDown) return;
    isOver = true;
    noteOver();
  }, CLICK_WITHIN_MS);
}

/**
 * A press of a finger, the mouse or a key lasts a tenth of a second. If what it is on is replaced meanwhile, browsers
 * give the click to nobody: whoever replaces a whole page waits for the end of the press.
 */
export const press = {
  follow(): void {
    const passively = { capture: true, passive: true };
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, begin, passively);
    for (const type of ['pointerup', 'pointercancel', 'keyup', 'blur'])
      addEventListener(type, end, passively);
  },
  /** Fulfilled when nothing is pressed, and the click of what was has been heard; after so long in any case. */
  whenOver: (patienceMs: number): Promise<void> =>
    Promise.race([lastPress, new Promise<void>((resolve) => setTimeout(resolve, patienceMs))]),
};
