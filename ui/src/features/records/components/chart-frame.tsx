import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Disclosure } from '../../../components/disclosure.tsx';
import classes from './charts.module.css';

export interface DataTable {
  headings: ReactNode[];
  /** The first cell of a row is its heading. */
  rows: { key: string; cells: ReactNode[] }[];
}

function Table({ caption, table }: { caption: ReactNode; table: DataTable }) {
  return (
    // A frame that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as WCAG 2.1.1 asks of scrolling frames
    <div role="group" tabIndex={0} className={classes.scroll}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {table.headings.map((heading, i) => (
              <th key={i} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells: [heading, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{heading}</th>
              {cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A chart with its title and, for whoever cannot see it or wants the figures, its numbers as a table and as files. */
export function ChartFrame({
  title,
  note,
  table,
  files,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  table: DataTable;
  files: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={`${card.card ?? ''} ${classes.chart ?? ''}`}>
      <h2>{title}</h2>
      {children}
      {note !== undefined && <div className={classes.note}>{note}</div>}
      <Disclosure className={classes.numbers} summary={<FormattedMessage id="records.chart.numbers" />}>
        <Table caption={title} table={table} />
      </Disclosure>
      {files}
    </section>
  );
}
