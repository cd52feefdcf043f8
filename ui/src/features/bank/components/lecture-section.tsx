import type { FoundLecture, ShownLecture } from '@chuyen-de/contracts';
import { Suspense, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { later } from '../../../components/later.tsx';
import { LectureText } from '../../../components/lecture-text.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import type { TopicSheet, TopicView } from '../topic-sheet.ts';
import classes from './bank.module.css';
import { FoundInFile, LectureFile } from './lecture-file.tsx';
import topic from './made-topic.module.css';

/** Apart, as it is large: who looks at banks need not load it. */
const LectureEditor = later(async () => (await import('./lecture-editor.tsx')).LectureEditor);

const WAYS = ['write', 'source', 'preview'] as const;
type Way = (typeof WAYS)[number];

/** What a learner would read, as wide as on a phone. */
const PhonePreview = ({ shown: { sections } }: { shown: ShownLecture }) => (
  <div className={topic.phone}>
    {sections.length === 0 && <FormattedMessage id="madeTopic.preview.none" />}
    {sections.map(({ id, title, html }) => (
      <section key={id}>
        <h3 lang="vi">{title}</h3>
        <LectureText html={html} language="vi" />
      </section>
    ))}
  </div>
);

/** The ways in which a lecture is written and looked at. */
function Ways({ view, sheet }: { view: TopicView; sheet: TopicSheet }) {
  const { formatMessage } = useIntl();
  const [way, setWay] = useState<Way>('write');
  const { lecture } = view.draft;
  return (
    <>
      <Choice<Way>
        label={formatMessage({ id: 'madeTopic.way' })}
        value={way}
        options={WAYS.map((value) => ({ value, label: formatMessage({ id: `madeTopic.way.${value}` }) }))}
        onChange={setWay}
      />
      {way === 'write' && (
        <Suspense fallback={<Loading />}>
          <LectureEditor
            markdown={lecture}
            now={() => sheet.view().draft.lecture}
            onMarkdown={(written) => sheet.change({ lecture: written })}
          />
        </Suspense>
      )}
      {way === 'source' && (
        <TextArea
          label={formatMessage({ id: 'madeTopic.source' })}
          hint={<FormattedMessage id="madeTopic.source.hint" />}
          lang="vi"
          rows={24}
          spellCheck={false}
          value={lecture}
          onChange={(event) => sheet.change({ lecture: event.target.value })}
        />
      )}
      {way === 'preview' && <PhonePreview shown={view.stored.shown} />}
    </>
  );
}

/** The lecture: written as it looks or in Markdown, taken from a Word file, and shown as learners will see it. */
export function LectureSection({ view, sheet }: { view: TopicView; sheet: TopicSheet }) {
  const [file, setFile] = useState<{ found: FoundLecture; name: string }>();
  const heading = useRef<HTMLHeadingElement>(null);
  const { shown, bank, code } = view.stored;
  /** What had the focus goes: whoever uses no mouse goes on from the heading. */
  const show = (read: typeof file) => {
    setFile(read);
    heading.current?.focus();
  };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 ref={heading} tabIndex={-1} className={classes.legend}>
        <FormattedMessage id="madeTopic.lecture" />
      </h2>
      {file ? (
        <FoundInFile
          {...file}
          replaces={view.draft.lecture.trim() !== ''}
          onTake={(lecture) => {
            sheet.change({ lecture });
            show(undefined);
          }}
          onDrop={() => show(undefined)}
        />
      ) : (
        <>
          <p className={classes.soft} data-count="">
            <FormattedMessage
              id="madeTopic.count"
              values={{ sections: shown.sections.length, words: shown.words, minutes: shown.minutes }}
            />
          </p>
          <Ways view={view} sheet={sheet} />
          <LectureFile {...{ bank, code }} onFound={(found, name) => show({ found, name })} />
        </>
      )}
    </section>
  );
}
