import type { Editor } from '@tiptap/core';
import { useState, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Field } from '../../../components/field.tsx';
import hidden from '../../../components/hidden.module.css';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import classes from './lecture-editor.module.css';

/** What a paragraph is: text, or a heading; those of the second level begin a section. */
const KINDS = ['text', '2', '3', '4'] as const;
type Kind = (typeof KINDS)[number];

const kindIn = (editor: Editor): Kind =>
  KINDS.find((kind) => kind !== 'text' && editor.isActive('heading', { level: Number(kind) })) ?? 'text';

function setKind(editor: Editor, kind: Kind): void {
  const chain = editor.chain().focus();
  if (kind === 'text') chain.setParagraph().run();
  else chain.setHeading({ level: Number(kind) as 2 | 3 | 4 }).run();
}

/** A tool that is on or off where the text is. */
function Toggle({
  editor,
  name,
  sign,
  onPress,
}: {
  editor: Editor;
  name: 'bold' | 'italic' | 'bulletList' | 'orderedList' | 'blockquote';
  sign: ReactNode;
  onPress: () => void;
}) {
  return (
    <Button look="quiet" className={classes.tool} aria-pressed={editor.isActive(name)} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
      <span className={hidden.hidden}>
        <FormattedMessage id={`madeTopic.tool.${name}`} />
      </span>
    </Button>
  );
}

/** Asks where a link leads; nothing takes it away. */
function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const known: unknown = editor.getAttributes('link')['href'];
  const [address, setAddress] = useState(typeof known === 'string' ? known : 'https://');
  const isSound = address.trim() === '' || /^(https?:\/\/|mailto:)\S+$/u.test(address.trim());
  const save = () => {
    const chain = editor.chain().focus().extendMarkRange('link');
    const href = address.trim();
    if (href === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && known === undefined)
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onClose();
  };
  return (
    <TitledDialog title={<FormattedMessage id="madeTopic.tool.link" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="madeTopic.link.save" />}
        pending={!isSound}
        onSubmit={(event) => {
          event.preventDefault();
          if (isSound) save();
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={null}
      >
        <Field
          label={<FormattedMessage id="madeTopic.link.address" />}
          hint={<FormattedMessage id="madeTopic.link.hint" />}
          inputMode="url"
          autoComplete="off"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </DialogForm>
    </TitledDialog>
  );
}

const IN_TABLES = ['addRowAfter', 'addColumnAfter', 'deleteRow', 'deleteColumn', 'deleteTable'] as const;

/** What is done to the table in which the text is. */
const TableTools = ({ editor }: { editor: Editor }) =>
  IN_TABLES.map((name) => (
    <Button key={name} look="quiet" onClick={() => editor.chain().focus()[name]().run()}>
      <FormattedMessage id={`madeTopic.table.${name}` satisfies MessageId} />
    </Button>
  ));

/** The tools of a lecture's editor, of which each is reached by keyboard. */
export function LectureTools({ editor }: { editor: Editor }) {
  const { formatMessage } = useIntl();
  const [isLinking, setLinking] = useState(false);
  const chain = () => editor.chain().focus();
  return (
    <div role="toolbar" aria-label={formatMessage({ id: 'madeTopic.tools' })} className={classes.tools}>
      <Select<Kind>
        label={<FormattedMessage id="madeTopic.kind" />}
        value={kindIn(editor)}
        options={KINDS.map((value) => ({ value, label: formatMessage({ id: `madeTopic.kind.${value}` }) }))}
        onChange={(kind) => setKind(editor, kind)}
      />
      <Toggle editor={editor} name="bold" sign={<b>B</b>} onPress={() => chain().toggleBold().run()} />
      <Toggle editor={editor} name="italic" sign={<i>I</i>} onPress={() => chain().toggleItalic().run()} />
      <Toggle editor={editor} name="bulletList" sign="•" onPress={() => chain().toggleBulletList().run()} />
      <Toggle
        editor={editor}
        name="orderedList"
        sign="1."
        onPress={() => chain().toggleOrderedList().run()}
      />
      <Toggle editor={editor} name="blockquote" sign="“ ”" onPress={() => chain().toggleBlockquote().run()} />
      <Button look="quiet" aria-pressed={editor.isActive('link')} onClick={() => setLinking(true)}>
        <FormattedMessage id="madeTopic.tool.link" />
      </Button>
      {editor.isActive('table') ? (
        <TableTools editor={editor} />
      ) : (
        <Button
          look="quiet"
          onClick={() => chain().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run()}
        >
          <FormattedMessage id="madeTopic.tool.table" />
        </Button>
      )}
      <Button look="quiet" aria-disabled={!editor.can().undo()} onClick={() => chain().undo().run()}>
        <FormattedMessage id="madeTopic.tool.undo" />
      </Button>
      <Button look="quiet" aria-disabled={!editor.can().redo()} onClick={() => chain().redo().run()}>
        <FormattedMessage id="madeTopic.tool.redo" />
      </Button>
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  );
}
