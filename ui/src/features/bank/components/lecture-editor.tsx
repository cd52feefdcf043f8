import type { Editor } from '@tiptap/core';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import { openEditor, takeIn } from '../lecture/open-editor.ts';
import { LectureTools } from './lecture-tools.tsx';
import classes from './lecture-editor.module.css';

interface Props {
  /** As the page draws it, which may lag behind what is typed. */
  markdown: string;
  /** As it is at this moment. */
  now: () => string;
  onMarkdown: (markdown: string) => void;
}

/** An editor in the page: it keeps its part by itself. */
function useEditor({ markdown, now, onMarkdown }: Props) {
  const { formatMessage } = useIntl();
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [hasPictures, setHasPictures] = useState(false);
  const [, showPlace] = useReducer((count: number) => count + 1, 0);
  /** What the editor holds, so that what comes from elsewhere is told apart. */
  const held = useRef(markdown);
  const latest = useRef(onMarkdown);
  useEffect(() => void (latest.current = onMarkdown), [onMarkdown]);
  // It is opened once.
  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const opened = openEditor({
      element: place.current,
      markdown: held.current,
      attributes: {
        ...{ role: 'textbox', 'aria-multiline': 'true', lang: 'vi', class: classes.text ?? '' },
        'aria-label': formatMessage({ id: 'madeTopic.lecture' }),
      },
      onMarkdown: (written) => {
        held.current = written;
        latest.current(written);
      },
      onPlace: showPlace,
      onPictures: () => setHasPictures(true),
      onLeave: () => frame.current?.querySelector<HTMLElement>('select, button')?.focus(),
    });
    setEditor(opened);
    return () => opened.destroy();
  }, [formatMessage]);
  // Somebody else's change comes from outside of the editor.
  useEffect(() => {
    const said = now();
    if (!editor || held.current === said) return;
    held.current = said;
    takeIn(editor, said);
  }, [editor, markdown, now]);
  return { place, frame, editor, hasPictures };
}

/** Where a lecture is written as it will look; what is kept is Markdown. */
export function LectureEditor(props: Props) {
  const { place, frame, editor, hasPictures } = useEditor(props);
  return (
    <div ref={frame} className={classes.editor}>
      {editor && <LectureTools editor={editor} />}
      {hasPictures && (
        <Notice tone="warn" live>
          <FormattedMessage id="madeTopic.noPictures" />
        </Notice>
      )}
      <div ref={place} className={classes.place} />
      <p className={classes.hint}>
        <FormattedMessage id="madeTopic.editor.hint" />
      </p>
    </div>
  );
}
