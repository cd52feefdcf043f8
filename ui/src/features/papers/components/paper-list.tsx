/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- see Rows */
import type { ExamPapers } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { CheckRow } from '../../../components/check-row.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useFormats } from '../../../lib/formats.ts';
import classes from './papers-page.module.css';

type Paper = ExamPapers['papers'][number];

/** As the server counts them. */
const LEAST_ANSWERS = 10;

function Mean({ mean }: Pick<Paper, 'mean'>) {
  const { mark } = useFormats();
  if (!mean) return <FormattedMessage id="papers.list.unknown" />;
  const { value, low, high } = mean;
  return (
    <FormattedMessage
      id="papers.list.mean"
      values={{ mean: mark(value), low: mark(low), high: mark(high) }}
    />
  );
}

/** With which other paper one has most questions in common. */
function Overlap({ view: { papers, overlaps }, place }: { view: ExamPapers; place: number }) {
  const counts = (overlaps[place] ?? []).map((count, other) => (other === place ? -1 : count));
  const most = Math.max(...counts);
  const other = papers[counts.indexOf(most)];
  if (most <= 0 || !other) return <FormattedMessage id="papers.list.overlapNone" />;
  return (
    <FormattedMessage
      id="papers.list.overlap"
      values={{ count: most, questions: papers[place]?.history.questions ?? 0, code: other.code }}
    />
  );
}

const HEADINGS = ['code', 'mean', 'known', 'overlap'] as const;

/** A cell that says itself what it is where no heading stands above it. */
function Cell({ heading, children }: { heading: (typeof HEADINGS)[number]; children: ReactNode }) {
  const { formatMessage } = useIntl();
  return (
    <td role="cell" data-label={formatMessage({ id: `papers.list.col.${heading}` })}>
      <span>{children}</span>
    </td>
  );
}

function PaperRow({
  view,
  place,
  isChosen,
  onChoose,
}: {
  view: ExamPapers;
  place: number;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  const paper = view.papers[place];
  if (!paper) return null;
  const { code, history, mean } = paper;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className={classes.code}>
        <CheckRow checked={isChosen} onCheck={onChoose}>
          <FormattedMessage id="papers.list.code" values={{ code }} />
        </CheckRow>
      </th>
      <Cell heading="mean">
        <Mean mean={mean} />
      </Cell>
      <Cell heading="known">
        <FormattedMessage id="papers.list.known" values={{ ...history }} />
      </Cell>
      <Cell heading="overlap">
        <Overlap view={view} place={place} />
      </Cell>
    </tr>
  );
}

/** How many questions each two papers have in common. */
function Matrix({ papers, overlaps }: Pick<ExamPapers, 'papers' | 'overlaps'>) {
  return (
    <Disclosure summary={<FormattedMessage id="papers.matrix" />}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the page is scrolled by keys */}
      <div className={classes.scroller} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              {papers.map(({ code }) => (
                <th key={code} scope="col">
                  {code}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {papers.map(({ code }, row) => (
              <tr key={code}>
                <th scope="row">{code}</th>
                {papers.map((other, column) => (
                  <td key={other.code}>{row === column ? '–' : (overlaps[row]?.[column] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}

interface Choosing {
  view: ExamPapers;
  chosen: readonly string[];
  onChoose: (codes: readonly string[]) => void;
}

/** On a narrow screen each row is laid out as a card; the roles are spelt out as those of the class's table are. */
function Rows({ view, chosen, onChoose }: Choosing) {
  return (
    <div className={classes.scroller}>
      <table role="table" className={`${classes.table ?? ''} ${classes.papers ?? ''}`}>
        <thead role="rowgroup">
          <tr role="row">
            {HEADINGS.map((heading) => (
              <th key={heading} role="columnheader" scope="col">
                <FormattedMessage id={`papers.list.col.${heading}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {view.papers.map(({ code }, place) => (
            <PaperRow
              key={code}
              view={view}
              place={place}
              isChosen={chosen.includes(code)}
              onChoose={(on) => onChoose(on ? [...chosen, code] : chosen.filter((each) => each !== code))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The papers, each with what is known of it; which of them are printed is chosen here. */
export function PaperList({ view, chosen, onChoose }: Choosing) {
  const codes = view.papers.map(({ code }) => code);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="papers.list.legend" />
      </h2>
      <CheckRow
        checked={codes.every((code) => chosen.includes(code))}
        onCheck={(on) => onChoose(on ? codes : [])}
      >
        <FormattedMessage id="papers.list.all" />
      </CheckRow>
      <Rows view={view} chosen={chosen} onChoose={onChoose} />
      <p className={classes.soft}>
        <FormattedMessage id="papers.list.note" values={{ least: LEAST_ANSWERS }} />
      </p>
      {codes.length > 1 && <Matrix {...view} />}
    </section>
  );
}
