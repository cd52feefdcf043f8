import { encode } from 'uqr';
import type { Paper } from '../paper.ts';
import classes from './paper-view.module.css';

/** Light modules around the code, without which no camera finds it. @see ISO/IEC 18004, "quiet zone" */
const BORDER = 4;

function Code({ address }: { address: string }) {
  const { data, size } = encode(address, { border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg aria-hidden className={classes.qr} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}

/** The paper of a certificate on the screen, in small. */
export const PaperView = ({ paper }: { paper: Paper }) => (
  <div className={classes.room}>
    <div className={classes.paper} lang="vi">
      <div className={classes.columns}>
        <p>
          {paper.authority}
          <strong>{paper.school}</strong>
        </p>
        <p>
          <strong>{paper.state[0]}</strong>
          <strong>{paper.state[1]}</strong>
        </p>
      </div>
      <p className={classes.title}>{paper.title}</p>
      <p>
        <em>{paper.certifies}</em>
      </p>
      <p className={classes.name}>{paper.name}</p>
      <p>{paper.text}</p>
      <p className={classes.programme}>{paper.programme}</p>
      <div className={classes.columns}>
        <div>
          <Code address={paper.address} />
          <p>
            <strong>{paper.number}</strong>
          </p>
        </div>
        <div>
          <p>
            <em>{paper.dated}</em>
            <strong>{paper.signerTitle}</strong>
          </p>
          <p className={classes.signer}>{paper.signer}</p>
        </div>
      </div>
    </div>
  </div>
);
