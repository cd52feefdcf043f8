import type { ExamPapers } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
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
    <tr>
      <th scope="row" className={classes.code}>
        <CheckRow checked={isChosen} onCheck={onChoose}>
          <FormattedMessage id="papers.list.code" values={{ code }} />
        </CheckRow>
      </th>
      <td>
        <Mean mean={mean} />
      </td>
      <td>
        <FormattedMessage id="papers.list.known" values={{ ...history }} />
      </td>
      <td>
        <Overlap view={view} place={place} />
      </td>
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

const HEADINGS = ['code', 'mean', 'known', 'overlap'] as const;

interface Choosing {
  view: ExamPapers;
  chosen: readonly string[];
  onChoose: (codes: readonly string[]) => void;
}

function Rows({ view, chosen, onChoose }: Choosing) {
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                <FormattedMessage id={`papers.list.col.${heading}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
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
