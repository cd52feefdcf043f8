import { act, render, screen, waitFor } from '@testing-library/react';
import type { Editor } from '@tiptap/core';
import { IntlProvider } from 'react-intl';
import type { MessageId } from '../../../i18n/messages.ts';
import { bankTopicMessages } from '../../../i18n/vi/bank-topics.ts';
import { LectureEditor } from './lecture-editor.tsx';

/** A draft whose page is drawn when the test says so. */
function openDraft(lecture: string) {
  const draft = { lecture };
  const page = (markdown: string) => (
    <IntlProvider locale="vi" messages={bankTopicMessages as Record<MessageId, string>}>
      <LectureEditor
        markdown={markdown}
        now={() => draft.lecture}
        onMarkdown={(written) => {
          draft.lecture = written;
        }}
      />
    </IntlProvider>
  );
  const { rerender } = render(page(lecture));
  const text = () => screen.getByRole('textbox', { name: 'Bài giảng' });
  return {
    draft,
    text,
    draw: (markdown: string) => rerender(page(markdown)),
    /** As one types at the end. */
    type: (typed: string) =>
      act(() => {
        const { editor } = text() as HTMLElement & { editor: Editor };
        editor.commands.insertContentAt(editor.state.doc.content.size - 1, typed);
      }),
  };
}

describe('the editor of a lecture on its page', () => {
  it('keeps what is typed while the page is still drawn as it was', async () => {
    const { draft, text, draw, type } = openDraft('## Một\n\nA\n');
    type('b');
    const drawnLate = draft.lecture;
    type('c');
    draw(drawnLate);
    await waitFor(() => expect(text()).toHaveTextContent('Abc'));
    expect(draft.lecture).toBe('## Một\n\nAbc\n');
  });

  it('takes in what somebody else has written', async () => {
    const { draft, text, draw } = openDraft('## Một\n\nA\n');
    draft.lecture = '## Hai\n\nB\n';
    draw(draft.lecture);
    await waitFor(() => expect(text()).toHaveTextContent('HaiB'));
    expect(draft.lecture).toBe('## Hai\n\nB\n');
  });
});
