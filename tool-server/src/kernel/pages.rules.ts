/**
 * Where a page of a list lies, pages counted from 1: of one that is no more, as others have left the list, the last one
 * is shown.
 */
export function pageOf(found: number, asked: number, size: number) {
  const pages = Math.max(1, Math.ceil(found / size));
  const page = Math.min(asked, pages);
  return { page, pages, from: (page - 1) * size, to: page * size };
}
