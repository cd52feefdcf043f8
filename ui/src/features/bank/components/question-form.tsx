import type { Level, MadeBank, QuestionDraft } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { CheckRow } from '../../../components/check-row.tsx';
import { Select } from '../../../components/select.tsx';
import { useText } from '../../../lib/localised.ts';
import { TextPair, textOf, type Typed } from '../../../question-types/editing.tsx';
import { editorOf } from '../../../question-types/editors.ts';
import { TYPE_NAMES } from '../../../question-types/index.ts';
import type { QuestionSheet, QuestionView } from '../question-sheet.ts';
import { tagsQuery } from '../api/changes.ts';
import { LEVELS } from '../words.ts';
import { HintsField } from './hints-field.tsx';
import classes from './bank.module.css';
import { TagsField } from './tags-field.tsx';
import { SourceField } from './source-field.tsx';

type Content = QuestionDraft['content'];

/** Whether some text of a question has English words. */
export function hasEnglish(content: unknown): boolean {
  if (typeof content !== 'object' || content === null) return false;
  return textOf(content).en !== '' || Object.values(content).some(hasEnglish);
}

/** What a question keeps when it becomes one of another type: where it fits, what its former type had. */
function ofType({ type: _, ...content }: Content, type: Content['type']): Content {
  return { ...editorOf(type).fresh(), ...kept(content, type), type, stem: content['stem'] };
}

const CHOICES: readonly string[] = ['single-choice', 'multiple-choice'];

/** What every type of question may have beside its stem. */
const COMMON = ['explanation', 'source', 'sourceText', 'hints'];

function kept(content: Typed, type: Content['type']): Typed {
  const { options, key } = content;
  const withOptions = CHOICES.includes(type) && Array.isArray(options) && Array.isArray(key);
  const common = Object.entries(content).filter(([part]) => COMMON.includes(part));
  return { ...Object.fromEntries(common), ...(withOptions && { options, key }) };
}

/** Where the question belongs, and of which type it is. */
function Placing({ bank, draft, sheet }: { bank: MadeBank; draft: QuestionDraft; sheet: QuestionSheet }) {
  const { formatMessage } = useIntl();
  const text = useText();
  const { topic, level, content } = draft;
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'bank.topic' })}
        value={topic}
        options={bank.topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={(next) => sheet.change({ topic: next })}
      />
      <Select<Level>
        label={formatMessage({ id: 'bank.level' })}
        value={level}
        options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
        onChange={(next) => sheet.change({ level: next })}
      />
      <Select
        label={formatMessage({ id: 'bank.type' })}
        value={content.type}
        options={TYPE_NAMES.map((value) => ({ value, label: formatMessage({ id: `bank.type.${value}` }) }))}
        onChange={(type) => sheet.change({ content: ofType(content, type) })}
      />
    </div>
  );
}

function Tags({ bank, tags, sheet }: { bank: string; tags: readonly string[]; sheet: QuestionSheet }) {
  const { formatMessage } = useIntl();
  const known = useQuery(tagsQuery(bank)).data?.tags.map(({ tag }) => tag) ?? [];
  return (
    <TagsField
      label={formatMessage({ id: 'tags.optional' })}
      tags={tags}
      known={known}
      onChange={(next) => sheet.change({ tags: next })}
    />
  );
}

/** The parts of a question: those that every one has, and those of its type. */
export function QuestionForm({
  bank,
  view,
  sheet,
  english,
  onEnglish,
}: {
  bank: MadeBank;
  view: QuestionView;
  sheet: QuestionSheet;
  english: boolean;
  onEnglish: (on: boolean) => void;
}) {
  const { formatMessage } = useIntl();
  const { content } = view.draft;
  const { Editor } = editorOf(content.type);
  const change = (part: Typed) => {
    // As it is now: a part may be changed twice before the page is drawn again.
    const { draft } = sheet.view();
    sheet.change({ content: { ...draft.content, ...part } });
  };
  return (
    <div className={`${card.card ?? ''} ${classes.form ?? ''}`} data-form="">
      <Placing bank={bank} draft={view.draft} sheet={sheet} />
      <Tags bank={bank.code} tags={view.draft.tags ?? []} sheet={sheet} />
      <CheckRow checked={english} onCheck={onEnglish}>
        <FormattedMessage id="bank.english" />
      </CheckRow>
      <TextPair
        label={formatMessage({ id: 'bank.stem' })}
        lines={3}
        value={content['stem']}
        path={['stem']}
        onChange={(stem) => change({ stem })}
      />
      <Editor key={content.type} content={content} path={[]} onChange={change} />
      <TextPair
        label={formatMessage({ id: 'bank.explanation' })}
        lines={2}
        value={content['explanation']}
        path={['explanation']}
        onChange={(explanation) => change({ explanation })}
      />
      <HintsField hints={content['hints']} onChange={change} />
      <SourceField owner={bank.owner} content={content} known={view.stored.source} onChange={change} />
    </div>
  );
}
