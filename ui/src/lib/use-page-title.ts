import { useEffect } from 'react';

/** Names the page in the browser's title, which screen readers announce and histories list. */
export function usePageTitle(title: string | undefined) {
  // The title belongs to the document, outside of what React renders here.
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Chuyên Đề`;
  }, [title]);
}
