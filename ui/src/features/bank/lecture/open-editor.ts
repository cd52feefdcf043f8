import { lectureMarkdown, type LectureNode } from '@chuyen-de/contracts/lecture-markdown';
import { Editor } from '@tiptap/core';
import { lectureMarkup } from './lecture-markup.ts';
import { LECTURE_SCHEMA } from './lecture-schema.ts';
import { tidyPasted } from './tidy-pasted.ts';

interface Opening {
  element: HTMLElement;
  markdown: string;
  /** Of what is edited: its name, language and look. */
  attributes: Record<string, string>;
  onMarkdown: (markdown: string) => void;
  /** Where the selection is now, or what it is in. */
  onPlace: () => void;
  onPictures: () => void;
  /** Escape: out of what is edited, to its tools. */
  onLeave: () => void;
}

const hasPictureFile = ({ files }: { files: FileList }): boolean =>
  [...files].some(({ type }) => type.startsWith('image/'));

/** An editor of a lecture. What is opened and not changed is told of by no `onMarkdown`. */
export function openEditor({ element, markdown, attributes, ...told }: Opening) {
  const refused = (brought: DataTransfer | null): boolean => {
    if (!brought || !hasPictureFile(brought) || brought.types.includes('text/html')) return false;
    told.onPictures();
    return true;
  };
  return new Editor({
    element,
    extensions: LECTURE_SCHEMA,
    content: lectureMarkup(markdown),
    // Styles come with the page: its policy lets no others in.
    injectCSS: false,
    editorProps: {
      attributes,
      transformPastedHTML: (pasted) => {
        const { html, hasPictures } = tidyPasted(pasted);
        if (hasPictures) told.onPictures();
        return html;
      },
      handlePaste: (_view, { clipboardData }) => refused(clipboardData),
      handleDrop: (_view, event) => refused(event.dataTransfer),
      handleKeyDown: (_view, { key, isComposing }) => {
        if (key !== 'Escape' || isComposing) return false;
        told.onLeave();
        return true;
      },
    },
    onUpdate: ({ editor }) => told.onMarkdown(lectureMarkdown(editor.getJSON() as LectureNode)),
    onTransaction: () => told.onPlace(),
  });
}

/** Takes in what the lecture says elsewhere now. */
export function takeIn(editor: Editor, markdown: string): void {
  editor.commands.setContent(lectureMarkup(markdown), { emitUpdate: false });
}
