/**
 * A lecture as a tree, as editors of text have it: ProseMirror's JSON. Blocks are `paragraph`, `heading`, `bulletList`,
 * `orderedList`, `listItem`, `blockquote`, `codeBlock`, `horizontalRule` and `table` with `tableRow`s of `tableHeader`s
 * and `tableCell`s; in lines there are `text` and `hardBreak`.
 */
export interface LectureNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: readonly LectureMark[];
  content?: readonly LectureNode[];
}

/** `bold`, `italic`, `strike`, `superscript`, `subscript`, `code`, or `link` with its `href`. */
export interface LectureMark {
  type: string;
  attrs?: Record<string, unknown>;
}
