import { freshOptions, OptionsEditor, shownOptions } from '../choices/options-editor.tsx';
import type { EditorProps, TypeEditor } from '../editing.tsx';

const Editor = (props: EditorProps) => <OptionsEditor {...props} many={false} />;

export const singleChoiceEditor: TypeEditor<'single-choice'> = {
  fresh: () => ({ options: freshOptions(), key: [] }),
  Editor,
  shown: (content) => ({ type: 'single-choice', options: shownOptions(content) }),
};
