import { useIsNarrow } from '../use-is-narrow.ts';
import classes from './charts.module.css';

export interface Column {
  key: string;
  label: string;
  /** Null: withheld. */
  value: number | null;
}

/** In the units of the drawing, about a pixel each on a screen of the kind. */
const SIZES = { wide: { width: 1080, labels: 12 }, narrow: { width: 320, labels: 4 } };
const HEIGHT = 220;
const TOP = 22;
const BOTTOM = 24;
const LEFT = 44;

/** A round number at or above the greatest value, for the scale. */
function niceTop(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return (
    [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((top) => top >= greatest) ??
    greatest
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
  const top = niceTop(Math.max(1, ...columns.map(({ value }) => value ?? 0)));
  const step = (whole - LEFT) / Math.max(1, columns.length);
  const width = Math.min(48, Math.max(2, step * 0.72));
  const yOf = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const everyNth = Math.ceil(columns.length / labels);
  return (
    <svg viewBox={`0 0 ${whole} ${HEIGHT}`} role="img" aria-label={name} className={classes.svg}>
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={whole} y1={yOf(value)} y2={yOf(value)} className={classes.grid} />
          <text x={LEFT - 8} y={yOf(value) + 4} textAnchor="end" className={classes.axis}>
            {format(value)}
          </text>
        </g>
      ))}
      {columns.map(({ key, label, value }, i) => {
        const x = LEFT + step * i + (step - width) / 2;
        return (
          <g key={key}>
            {value === null ? (
              <rect x={x} y={yOf(0) - 10} width={width} height={10} className={classes.hiddenBar} />
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
