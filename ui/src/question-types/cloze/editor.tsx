import type { GapType } from '@chuyen-de/question-types/cloze/device';
import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import {
  ListFault,
  listOf,
  QuantityField,
  RemoveButton,
  shownText,
  TextPair,
  textOf,
  type EditorProps,
  type TypeEditor,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';
import { numericEditor } from '../numeric/editor.tsx';
import { shortAnswerEditor } from '../short-answer/editor.tsx';
import { singleChoiceEditor } from '../single-choice/editor.tsx';

const MOST_GAPS = 12;
const EDITORS = {
  'short-answer': shortAnswerEditor,
  numeric: numericEditor,
  'single-choice': singleChoiceEditor,
};
const TYPES = Object.keys(EDITORS) as GapType[];

const typeOfGap = ({ type }: Typed): GapType => TYPES.find((each) => each === type) ?? 'short-answer';

/** A text with what stands for a gap put in, where one was typing. */
function withGap(text: string, mark: string, area: HTMLTextAreaElement | null | undefined): string {
  const at = area && document.activeElement !== null ? area.selectionStart : text.length;
  return `${text.slice(0, at)}${mark}${text.slice(at)}`;
}

/** One gap: of which type it is, and what is right there. */
function Gap({
  gap,
  path,
  onChange,
  onRemove,
}: {
  gap: Typed;
  path: EditorProps['path'];
  onChange: (gap: Typed) => void;
  onRemove: () => void;
}) {
  const { formatMessage } = useIntl();
  const type = typeOfGap(gap);
  const { Editor } = EDITORS[type];
  const mark = `[[${String(gap['id'])}]]`;
  return (
    <fieldset className={classes.gap}>
      <legend>
        <FormattedMessage id="bank.gap" values={{ mark }} />
      </legend>
      <div className={classes.row}>
        <Select<GapType>
          label={formatMessage({ id: 'bank.type' })}
          value={type}
          options={TYPES.map((value) => ({ value, label: formatMessage({ id: `bank.type.${value}` }) }))}
          onChange={(next) => onChange({ ...EDITORS[next].fresh(), id: gap['id'], type: next })}
        />
        <RemoveButton what={mark} onRemove={onRemove} />
      </div>
      <Editor key={type} content={gap} path={path} onChange={(change) => onChange({ ...gap, ...change })} />
      <QuantityField
        label={formatMessage({ id: 'bank.weight' })}
        value={gap['weight']}
        path={[...path, 'weight']}
        onNumber={(weight) => onChange({ ...gap, weight })}
      />
    </fieldset>
  );
}

/** What can be done to a text and its gaps. @param field in which one types the text */
function gapsOf({ content, onChange }: Pick<EditorProps, 'content' | 'onChange'>) {
  const gaps = listOf(content['gaps']);
  const text = textOf(content['text']);
  return {
    gaps,
    text,
    add: (field: HTMLTextAreaElement | null | undefined): void => {
      const taken = new Set(gaps.map(({ id }) => id));
      const ids = Array.from({ length: MOST_GAPS + 1 }, (_, at) => String(at + 1));
      const id = ids.find((each) => !taken.has(each)) ?? 'x';
      onChange({
        text: { ...text, vi: withGap(text.vi, `[[${id}]]`, field) },
        gaps: [...gaps, { ...shortAnswerEditor.fresh(), id, type: 'short-answer' }],
      });
    },
    write: (gap: Typed, next: Typed) => onChange({ gaps: gaps.map((each) => (each === gap ? next : each)) }),
    remove: (gap: Typed): void => {
      const mark = `[[${String(gap['id'])}]]`;
      onChange({
        text: { vi: text.vi.replace(mark, ''), en: text.en.replace(mark, '') },
        gaps: gaps.filter((each) => each !== gap),
      });
    },
  };
}

function Editor({ content, path, onChange }: EditorProps) {
  const { formatMessage } = useIntl();
  const area = useRef<HTMLDivElement>(null);
  const { gaps, text, add, write, remove } = gapsOf({ content, onChange });
  return (
    <div className={classes.stack} ref={area}>
      <TextPair
        label={formatMessage({ id: 'bank.cloze' })}
        hint={<FormattedMessage id="bank.cloze.hint" />}
        lines={4}
        value={text}
        path={[...path, 'text']}
        onChange={(next) => onChange({ text: next })}
      />
      <ListFault path={[...path, 'gaps']} />
      {gaps.map((gap, index) => (
        <Gap
          key={String(gap['id'])}
          gap={gap}
          path={[...path, 'gaps', index]}
          onChange={(next) => write(gap, next)}
          onRemove={() => remove(gap)}
        />
      ))}
      {gaps.length < MOST_GAPS && (
        <div>
          <Button onClick={() => add(area.current?.querySelector('textarea'))}>
            <FormattedMessage id="bank.gap.add" />
          </Button>
        </div>
      )}
    </div>
  );
}

export const clozeEditor: TypeEditor<'cloze'> = {
  fresh: () => ({ text: { vi: '', en: '' }, gaps: [] }),
  Editor,
  shown: ({ text, gaps }) => ({
    type: 'cloze',
    text: shownText(text),
    gaps: listOf(gaps).map((gap) => ({ ...EDITORS[typeOfGap(gap)].shown(gap), id: String(gap['id']) })),
  }),
};
