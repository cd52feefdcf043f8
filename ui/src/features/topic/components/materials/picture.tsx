import type { Material } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/button.tsx';
import { useFormats } from '../../../../lib/formats.ts';
import classes from './materials.module.css';

const MOST_ZOOM = 4;

/** A picture that is made larger in steps and moved by finger, mouse wheel or arrow keys. */
export function Picture({ material, onFailed }: { material: Material; onFailed: () => void }) {
  const { formatMessage } = useIntl();
  const { percent } = useFormats();
  const [zoom, setZoom] = useState(1);
  const { title, file, language } = material;
  return (
    <>
      <div
        role="region"
        aria-label={formatMessage({ id: 'materials.picture' }, { title })}
        // Scrolled by arrow keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to take the focus
        tabIndex={0}
        className={classes.frame}
      >
        <img src={file?.address} alt={title} lang={language} data-zoom={zoom} onError={onFailed} />
      </div>
      <div className={classes.ways}>
        <Button disabled={zoom === 1} onClick={() => setZoom(zoom - 1)}>
          <FormattedMessage id="materials.zoomOut" />
        </Button>
        <Button disabled={zoom === MOST_ZOOM} onClick={() => setZoom(zoom + 1)}>
          <FormattedMessage id="materials.zoom" />
        </Button>
        <span role="status" className={classes.about}>
          <FormattedMessage id="materials.zoomed" values={{ percent: percent(zoom) }} />
        </span>
      </div>
    </>
  );
}
