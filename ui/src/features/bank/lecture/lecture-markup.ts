import { boundedNesting } from '@chuyen-de/contracts/lecture-nesting';
import { marked } from 'marked';

/** A lecture's Markdown as the markup that its editor begins with; the editor takes of it what lectures may hold. */
export const lectureMarkup = (markdown: string): string =>
  marked.parse(boundedNesting(markdown), { async: false });
