import { press } from './press.ts';

const SOON_MS = 200;
const NEVER_MS = 60_000;

describe('a press', () => {
  beforeAll(() => press.follow());
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const is = (...types: string[]) => types.forEach((type) => window.dispatchEvent(new Event(type)));

  /** Whether the end of all presses is heard within so many milliseconds. */
  async function isOverWithin(ms: number, patienceMs = NEVER_MS): Promise<boolean> {
    let over = false;
    void press.whenOver(patienceMs).then(() => (over = true));
    await jest.advanceTimersByTimeAsync(ms);
    return over;
  }

  it('is waited for with the click that follows', async () => {
    expect(await isOverWithin(0)).toBe(true);
    is('pointerdown');
    expect(await isOverWithin(5_000)).toBe(false);
    is('pointerup');
    expect(await isOverWithin(0)).toBe(false);
    expect(await isOverWithin(SOON_MS)).toBe(true);
  });

  it.each([
    ['of a key', ['keydown', 'keydown'], ['keyup']],
    ['that becomes scrolling', ['pointerdown'], ['pointercancel']],
    ['during which the window is left', ['pointerdown'], ['blur']],
  ])('%s ends too', async (_, down, up) => {
    is(...down);
    expect(await isOverWithin(SOON_MS)).toBe(false);
    is(...up);
    expect(await isOverWithin(SOON_MS)).toBe(true);
  });

  it('right after another is waited for by whoever waited for the first', async () => {
    is('pointerdown');
    let over = false;
    void press.whenOver(NEVER_MS).then(() => (over = true));
    is('pointerup', 'pointerdown');
    await jest.advanceTimersByTimeAsync(SOON_MS);
    expect(over).toBe(false);
    is('pointerup');
    await jest.advanceTimersByTimeAsync(SOON_MS);
    expect(over).toBe(true);
  });

  it('that has no end is not waited for for ever', async () => {
    is('pointerdown');
    expect(await isOverWithin(1_000, 500)).toBe(true);
    is('pointerup');
    await jest.advanceTimersByTimeAsync(SOON_MS);
  });
});
