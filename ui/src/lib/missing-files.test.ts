import { reloadOnMissingFiles } from './missing-files.ts';

describe('a file of the page that does not arrive', () => {
  const reload = jest.fn();
  let now = 1_000_000;
  const miss = () => window.dispatchEvent(new Event('vite:preloadError'));

  beforeAll(() => {
    reloadOnMissingFiles(reload, () => now);
  });
  beforeEach(() => {
    sessionStorage.clear();
    reload.mockClear();
  });
  afterEach(() => jest.restoreAllMocks());

  it('loads the page anew, once in a while', () => {
    miss();
    miss();
    expect(reload).toHaveBeenCalledTimes(1);
    now += 31_000;
    miss();
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('does not without network, where nothing better would come', () => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    now += 31_000;
    miss();
    expect(reload).not.toHaveBeenCalled();
  });

  it('does not where a reload would lose the session', () => {
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    miss();
    expect(reload).not.toHaveBeenCalled();
  });
});
