/** Where a category of Moodle is that stands in no other. */
const ROOTS = /^\$(?:course|cat|module|system|coursecat)\$$/u;

/** The names of categories from the outermost on: `$course$/top/Chương 1/Bài 2`. In a name, `//` is a slash. */
export function categoryPath(written: string): string[] {
  const names = written
    .replaceAll('//', '\u0000')
    .split('/')
    .map((name) => name.replaceAll('\u0000', '/').trim())
    .filter((name) => name !== '');
  const isRooted = ROOTS.test(names[0] ?? '');
  const inner = isRooted ? names.slice(1) : names;
  return isRooted && inner[0] === 'top' ? inner.slice(1) : inner;
}

/** The same as Moodle writes it. */
export const categoryText = (path: readonly string[]): string =>
  ['$course$', 'top', ...path.map((name) => name.replaceAll('/', '//').replace(/\s+/gu, ' '))].join('/');
