import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import classes from './charts.module.css';

export interface Column {
  key: string;
  label: string;
  /** Null: withheld. Undefined: nothing is told, which is a gap. */
  value: number | null | undefined;
}

/** In the units of the drawing, about a pixel each on a screen of the kind. */
const SIZES = { wide: { width: 1080, labels: 12 }, narrow: { width: 320, labels: 4 } };
const HEIGHT = 220;
const TOP = 22;
const BOTTOM = 24;
const LEFT = 44;

/** Of a column of unknown height. */
const HIDDEN_HEIGHT = 36;

/** A round number at or above the greatest value, for the scale; counts are whole, and so is its half. */
function niceTop(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return (
    [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
      .map((factor) => factor * power)
      .find((top) => top >= greatest && top % 2 === 0) ?? greatest
  );
}

/** A line across the drawing, with what it stands for. */
function Mark({ y, end, text }: { y: number; end: number; text: string }) {
  return (
    <g>
      <line x1={LEFT} x2={end} y1={y} y2={y} className={classes.grid} />
      <text x={LEFT - 8} y={y + 4} textAnchor="end" className={classes.axis}>
        {text}
      </text>
    </g>
  );
}

/** Values over time. Its numbers are in the table beside it, hence nothing in it is read out but its name. */
export function ColumnChart({
  name,
  columns,
  format,
}: {
  name: string;
  columns: readonly Column[];
  format: (value: number) => string;
}) {
  const { width: whole, labels } = SIZES[useIsNarrow() ? 'narrow' : 'wide'];
  const values = columns.flatMap(({ value }) => value ?? []);
  const top = niceTop(Math.max(1, ...values));
  // Without a figure to read there is no scale to read it by.
  const marks = values.length === 0 ? [0] : [0, top / 2, top];
  const step = (whole - LEFT) / Math.max(1, columns.length);
  const width = Math.min(48, Math.max(2, step * 0.72));
  const yOf = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const everyNth = Math.ceil(columns.length / labels);
  return (
    <svg viewBox={`0 0 ${whole} ${HEIGHT}`} role="img" aria-label={name} className={classes.svg}>
      {marks.map((value) => (
        <Mark key={value} y={yOf(value)} end={whole} text={format(value)} />
      ))}
      {columns.map(({ key, label, value }, i) => {
        const x = LEFT + step * i + (step - width) / 2;
        return (
          <g key={key}>
            {value === undefined ? null : value === null ? (
              <rect
                x={x}
                y={yOf(0) - HIDDEN_HEIGHT}
                width={width}
                height={HIDDEN_HEIGHT}
                className={classes.hiddenBar}
              />
            ) : (
              <rect x={x} y={yOf(value)} width={width} height={yOf(0) - yOf(value)} className={classes.bar} />
            )}
            {i % everyNth === 0 && (
              <text x={x + width / 2} y={HEIGHT - 6} textAnchor="middle" className={classes.axis}>
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
