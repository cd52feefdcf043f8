import type { Material, MaterialProgress } from '@chuyen-de/contracts';
import { useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/button.tsx';
import { Select } from '../../../../components/select.tsx';
import { clockFace, useFormats } from '../../../../lib/formats.ts';
import type { EvidenceLog } from '../../evidence-log.ts';
import { Chapters, ChaptersTrack, type Chapter } from './chapters.tsx';
import classes from './materials.module.css';
import { useFurthest, type Furthest } from './use-furthest.ts';

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
function usePlayed(log: EvidenceLog, furthest: Furthest) {
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
      if (isPlayed) furthest.played(currentTime);
      log.at({ place: currentTime, length: duration });
    },
    onSeeking: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      forget();
      furthest.hold(currentTarget);
    },
    onPause: () => {
      forget();
      void log.report();
    },
  };
}

/** What is below it: speed, where it went on, and that it goes no further yet. */
function Ways({
  furthest: { heldAt },
  resumedAt,
  onSpeed,
  onStart,
}: {
  furthest: Furthest;
  resumedAt: number | undefined;
  onSpeed: (speed: number) => void;
  onStart: () => void;
}) {
  return (
    <div className={classes.ways}>
      <SpeedSelect onSpeed={onSpeed} />
      {resumedAt !== undefined && <Resumed at={resumedAt} onStart={onStart} />}
      <span role="status" className={classes.about}>
        {heldAt !== undefined && (
          <FormattedMessage id="materials.noSkip.held" values={{ at: clockFace(heldAt * 1000) }} />
        )}
      </span>
    </div>
  );
}

interface Props {
  material: Material;
  /** How far it was seen, and where it was left, on whatever device. */
  progress: MaterialProgress | undefined;
  log: EvidenceLog;
  onFailed: () => void;
}

/** Plays a video or a recording with the browser's controls, which keyboards and screen readers know; goes on where it was left. */
export function Player({ material, progress, log, onFailed }: Props) {
  const media = useRef<HTMLVideoElement>(null);
  const [resumedAt, setResumedAt] = useState<number>();
  const [chapters, setChapters] = useState<readonly Chapter[]>([]);
  const { kind, title, file, language, poster } = material;
  const Media = kind === 'video' ? 'video' : 'audio';
  const furthest = useFurthest(material, progress);
  const played = usePlayed(log, furthest);
  const goTo = (second: number) => {
    if (media.current) media.current.currentTime = second;
    setResumedAt(undefined);
  };
  return (
    <>
      <Media
        ref={media}
        className={classes.player}
        src={file?.address}
        {...(poster !== null && { poster })}
        aria-label={title}
        lang={language}
        controls
        playsInline
        preload="metadata"
        onError={onFailed}
        onLoadedMetadata={({ currentTarget }) =>
          setResumedAt(goOnAt(furthest.within(progress?.place ?? 0), currentTarget))
        }
        {...played}
      >
        <Captions material={material} />
        <ChaptersTrack material={material} onRead={setChapters} />
      </Media>
      <Ways
        {...{ furthest, resumedAt }}
        onSpeed={(speed) => {
          if (media.current) media.current.playbackRate = speed;
        }}
        onStart={() => goTo(0)}
      />
      {furthest.isHeld && (
        <p className={classes.about}>
          <FormattedMessage id="materials.noSkip" />
        </p>
      )}
      {chapters.length > 0 && <Chapters {...{ media, chapters, furthest, language }} onChoose={goTo} />}
    </>
  );
}
