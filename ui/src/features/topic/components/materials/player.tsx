import type { Material } from '@chuyen-de/contracts';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/button.tsx';
import { Select } from '../../../../components/select.tsx';
import { clockFace, useFormats } from '../../../../lib/formats.ts';
import classes from './materials.module.css';
import { keepPlace, placeIn } from './kept-place.ts';

const SPEEDS = ['0.75', '1', '1.25', '1.5', '2'] as const;
type Speed = (typeof SPEEDS)[number];

function SpeedSelect({ onSpeed }: { onSpeed: (speed: number) => void }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const [speed, setSpeed] = useState<Speed>('1');
  return (
    <Select<Speed>
      label={<FormattedMessage id="materials.speed" />}
      value={speed}
      options={SPEEDS.map((value) => ({
        value,
        label: formatMessage({ id: 'materials.speedOf' }, { speed: number(Number(value)) }),
      }))}
      onChange={(value) => {
        setSpeed(value);
        onSpeed(Number(value));
      }}
    />
  );
}

/** Says where it goes on, and takes it back to its start. */
const Resumed = ({ at, onStart }: { at: number; onStart: () => void }) => (
  <>
    <span role="status" className={classes.about}>
      <FormattedMessage id="materials.resumed" values={{ at: clockFace(at * 1000) }} />
    </span>
    <Button look="quiet" onClick={onStart}>
      <FormattedMessage id="materials.fromStart" />
    </Button>
  </>
);

function Captions({ material: { captions, language } }: { material: Material }) {
  const { formatMessage } = useIntl();
  if (captions === null) return null;
  const label = formatMessage({ id: 'materials.captions' });
  return <track kind="captions" src={captions} srcLang={language} label={label} default />;
}

/** Plays a video or a recording with the browser's controls, which keyboards and screen readers know; goes on where it was left. */
export function Player({ material, onFailed }: { material: Material; onFailed: () => void }) {
  const media = useRef<HTMLVideoElement>(null);
  const [resumedAt, setResumedAt] = useState<number>();
  const { kind, title, file, language } = material;
  const Media = kind === 'video' ? 'video' : 'audio';
  return (
    <>
      <Media
        ref={media}
        className={classes.player}
        src={file?.address}
        aria-label={title}
        lang={language}
        controls
        playsInline
        preload="metadata"
        onError={onFailed}
        onLoadedMetadata={({ currentTarget }) => {
          const place = placeIn(material.id, currentTarget);
          if (place === undefined) return;
          currentTarget.currentTime = place;
          setResumedAt(place);
        }}
        onPause={({ currentTarget }) => keepPlace(material.id, currentTarget)}
        onTimeUpdate={({ currentTarget }) => keepPlace(material.id, currentTarget)}
      >
        <Captions material={material} />
      </Media>
      <div className={classes.ways}>
        <SpeedSelect
          onSpeed={(speed) => {
            if (media.current) media.current.playbackRate = speed;
          }}
        />
        {resumedAt !== undefined && (
          <Resumed
            at={resumedAt}
            onStart={() => {
              if (media.current) media.current.currentTime = 0;
              setResumedAt(undefined);
            }}
          />
        )}
      </div>
    </>
  );
}
