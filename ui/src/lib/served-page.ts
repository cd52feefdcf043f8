let isShown = false;

/** The page that the server rendered stands until the application takes its place: nothing may jump then. */
export const servedPage = {
  /** Notes that the root already shows the page. */
  note: () => void (isShown = true),
  /** Whether a page that appears now takes the place of the server's; so once. */
  takePlace: (): boolean => {
    const was = isShown;
    isShown = false;
    return was;
  },
};
