import type { DraftReading } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { Field } from '../../../components/field.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { onEnter, PartList, RemoveButton } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import type { TopicSheet, TopicView } from '../topic-sheet.ts';
import classes from './bank.module.css';

interface Props {
  view: TopicView;
  sheet: TopicSheet;
}

const MOST_OBJECTIVES = 20;
const MOST_READINGS = 50;

const replaced = <Entry,>(list: readonly Entry[], at: number, entry: Entry): Entry[] =>
  list.map((each, index) => (index === at ? entry : each));
const without = <Entry,>(list: readonly Entry[], at: number): Entry[] =>
  list.filter((_each, index) => index !== at);

function Objectives({ view, sheet }: Props) {
  const { formatMessage } = useIntl();
  const { objectives } = view.draft;
  const change = (next: string[]) => sheet.change({ objectives: next });
  // As it is now: the list may be changed twice before the page is drawn again.
  const add = () => change([...sheet.view().draft.objectives, '']);
  const mayAdd = objectives.length < MOST_OBJECTIVES ? add : undefined;
  return (
    <fieldset className={editing.stack}>
      <legend>
        <FormattedMessage id="madeTopic.objectives" />
      </legend>
      <PartList label={formatMessage({ id: 'madeTopic.objective.add' })} onAdd={mayAdd}>
        {objectives.map((objective, index) => {
          const label = formatMessage({ id: 'madeTopic.objective' }, { number: index + 1 });
          return (
            <div key={index} className={editing.row}>
              <Field
                label={label}
                lang="vi"
                autoComplete="off"
                maxLength={500}
                value={objective}
                onKeyDown={onEnter(mayAdd)}
                onChange={(event) => change(replaced(objectives, index, event.target.value))}
              />
              <RemoveButton what={label} onRemove={() => change(without(objectives, index))} />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}

const PARTS = ['title', 'number', 'date', 'clause'] as const;
const MOST_LETTERS: Record<keyof DraftReading, number> = { title: 500, number: 100, date: 20, clause: 300 };
const NEW: DraftReading = { title: '', number: '', date: '', clause: '' };

function ReadingList({ view, sheet }: Props) {
  const { formatMessage } = useIntl();
  const { readingList } = view.draft;
  const change = (next: DraftReading[]) => sheet.change({ readingList: next });
  const add = () => change([...sheet.view().draft.readingList, NEW]);
  return (
    <fieldset className={editing.stack}>
      <legend>
        <FormattedMessage id="topic.readingList" />
      </legend>
      <PartList
        label={formatMessage({ id: 'madeTopic.reading.add' })}
        onAdd={readingList.length < MOST_READINGS ? add : undefined}
      >
        {readingList.map((reading, index) => {
          const what = formatMessage({ id: 'madeTopic.reading' }, { number: index + 1 });
          return (
            <div key={index} role="group" aria-label={what} className={editing.row}>
              <div className={classes.pair}>
                {PARTS.map((part) => (
                  <Field
                    key={part}
                    label={formatMessage({ id: `madeTopic.reading.${part}` })}
                    lang="vi"
                    autoComplete="off"
                    maxLength={MOST_LETTERS[part]}
                    value={reading[part]}
                    onChange={(event) =>
                      change(replaced(readingList, index, { ...reading, [part]: event.target.value }))
                    }
                  />
                ))}
              </div>
              <RemoveButton what={what} onRemove={() => change(without(readingList, index))} />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}

/** What a topic says beside its lecture. */
export const TopicAbout = ({ view, sheet }: Props) => (
  <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
    <TextArea
      label={<FormattedMessage id="madeTopic.summary" />}
      lang="vi"
      rows={2}
      maxLength={2_000}
      value={view.draft.summary}
      onChange={(event) => sheet.change({ summary: event.target.value })}
    />
    <Objectives view={view} sheet={sheet} />
    <ReadingList view={view} sheet={sheet} />
  </section>
);
