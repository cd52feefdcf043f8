import type { Material } from '@chuyen-de/contracts';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/button.tsx';
import { Select } from '../../../../components/select.tsx';
import { clockFace, useFormats } from '../../../../lib/formats.ts';
import classes from './materials.module.css';
import type { EvidenceLog } from '../../evidence-log.ts';

/** So near to the start or to the end, it begins at the start. */
const NEAR_SECONDS = 2;

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

/** Goes on where something was left; undefined: it begins at the start. */
function goOnAt(place: number, media: HTMLMediaElement): number | undefined {
  if (place < NEAR_SECONDS || place > media.duration - NEAR_SECONDS) return undefined;
  media.currentTime = place;
  return place;
}

/** Tells of what is played, and where it is. */
function usePlayed(log: EvidenceLog) {
  const before = useRef<number>(undefined);
  const forget = () => void (before.current = undefined);
  return {
    onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      const { currentTime, duration, paused, playbackRate } = currentTarget;
      const from = before.current;
      before.current = paused ? undefined : currentTime;
      // Players tell where they are four times a second; what is further on was jumped to.
      const isPlayed = from !== undefined && currentTime > from && currentTime - from < 2 * playbackRate;
      if (isPlayed) log.played(from, currentTime);
      log.at({ place: currentTime, length: duration });
    },
    onSeeking: forget,
    onPause: () => {
      forget();
      void log.report();
    },
  };
}

interface Props {
  material: Material;
  /** Where it was left, on whatever device. */
  place: number;
  log: EvidenceLog;
  onFailed: () => void;
}

/** Plays a video or a recording with the browser's controls, which keyboards and screen readers know; goes on where it was left. */
export function Player({ material, place, log, onFailed }: Props) {
  const media = useRef<HTMLVideoElement>(null);
  const [resumedAt, setResumedAt] = useState<number>();
  const { kind, title, file, language } = material;
  const Media = kind === 'video' ? 'video' : 'audio';
  const played = usePlayed(log);
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
        onLoadedMetadata={({ currentTarget }) => setResumedAt(goOnAt(place, currentTarget))}
        {...played}
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
