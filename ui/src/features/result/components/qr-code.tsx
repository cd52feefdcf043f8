import { useIntl } from 'react-intl';
import { encode } from 'uqr';
import classes from './score-card.module.css';

/** Light modules around the code, without which no camera finds it. @see ISO/IEC 18004, "quiet zone" */
const BORDER = 4;

/** An address to be scanned from the screen: dark on light in whatever colours the page has. */
export default function QrCode({ text }: { text: string }) {
  const { formatMessage } = useIntl();
  const { data, size } = encode(text, { border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      role="img"
      aria-label={formatMessage({ id: 'result.receipt.qr' })}
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
