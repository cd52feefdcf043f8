/** Milliseconds since the launch was posted. */
export interface ScreenTimes {
  /** Title and rules are on screen. */
  readableMs: number;
  /** The first option of the first question is chosen. */
  questionMs: number;
}

/** Where the page that posts the launch leaves its moment. */
export const POSTED_AT = 'bench.postedAt';

/**
 * Runs in the browser before the page's own scripts, and does as an impatient learner does: taps the start button
 * until something happens, then the first option as soon as it is there. Looks once a frame, thus at what has been painted. Leaves
 * `ScreenTimes` in `window.screenTimes`.
 */
export const WATCH_SCREEN = `(() => {
  const TAP_EVERY_MS = 250;
  const postedAt = Number(sessionStorage.getItem('${POSTED_AT}'));
  if (postedAt === 0) return;
  const since = () => Date.now() - postedAt;
  const withText = (selector, pattern) =>
    [...document.querySelectorAll(selector)].find(({ textContent }) => pattern.test(textContent));
  let readableMs;
  let tapped;
  let tappedAt = 0;
  const look = () => {
    if (readableMs === undefined && withText('h1', /\\S/) && withText('h2', /Quy định làm bài/)) readableMs = since();
    const option = document.querySelector('fieldset label input');
    if (option?.checked) {
      sessionStorage.removeItem('${POSTED_AT}');
      window.screenTimes = { readableMs, questionMs: since() };
      return;
    }
    const target = option ?? withText('button', /Bắt đầu làm bài/);
    if (target !== tapped || Date.now() - tappedAt > TAP_EVERY_MS) {
      tapped = target;
      tappedAt = Date.now();
      target?.click();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;
