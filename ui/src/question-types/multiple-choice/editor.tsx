import { freshOptions, OptionsEditor, shownOptions } from '../choices/options-editor.tsx';
import { ScoringSelect, type EditorProps, type TypeEditor } from '../editing.tsx';

const Editor = (props: EditorProps) => (
  <OptionsEditor {...props} many>
    <ScoringSelect {...props} ways={['all-or-nothing', 'per-option']} />
  </OptionsEditor>
);

export const multipleChoiceEditor: TypeEditor<'multiple-choice'> = {
  fresh: () => ({ options: freshOptions(), key: [], scoring: 'all-or-nothing' }),
  Editor,
  shown: (content) => ({ type: 'multiple-choice', options: shownOptions(content) }),
};
