import type { Locale, Material } from '@chuyen-de/contracts';
import { useEffect, useState, type RefObject } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../../components/button.tsx';
import { clockFace } from '../../../../lib/formats.ts';
import classes from './materials.module.css';
import type { Furthest } from './use-furthest.ts';

export interface Chapter {
  title: string;
  from: number;
}

const chaptersOf = ({ cues }: TextTrack): Chapter[] =>
  [...(cues ?? [])].map((cue) => ({ title: (cue as VTTCue).text, from: cue.startTime }));

/** Has the browser read the chapters of a video, as it reads captions. */
export function ChaptersTrack({
  material: { chapters, language },
  onRead,
}: {
  material: Material;
  onRead: (chapters: readonly Chapter[]) => void;
}) {
  if (chapters === null) return null;
  return (
    <track
      kind="chapters"
      src={chapters}
      srcLang={language}
      default
      onLoad={({ currentTarget }) => onRead(chaptersOf(currentTarget.track))}
    />
  );
}

/** The chapter that is played. */
function useCurrent(media: RefObject<HTMLMediaElement | null>, chapters: readonly Chapter[]): number {
  const [current, setCurrent] = useState(0);
  // Where a player is, it tells by itself alone.
  useEffect(() => {
    const player = media.current;
    if (!player) return undefined;
    const look = () => setCurrent(chapters.filter(({ from }) => from <= player.currentTime + 0.1).length - 1);
    look();
    player.addEventListener('timeupdate', look);
    return () => player.removeEventListener('timeupdate', look);
  }, [media, chapters]);
  return current;
}

/** The chapters of a video, each to be gone to; those that cannot be gone to yet say so. */
export function Chapters({
  media,
  chapters,
  furthest,
  language,
  onChoose,
}: {
  media: RefObject<HTMLMediaElement | null>;
  chapters: readonly Chapter[];
  furthest: Furthest;
  language: Locale;
  onChoose: (second: number) => void;
}) {
  const { formatMessage } = useIntl();
  const current = useCurrent(media, chapters);
  return (
    <nav className={classes.inside} aria-label={formatMessage({ id: 'materials.chapters' })}>
      <h3>
        <FormattedMessage id="materials.chapters" />
      </h3>
      <ol className={classes.chapters}>
        {chapters.map(({ title, from }, index) => (
          <li key={`${index} ${from}`}>
            <Button
              look="quiet"
              aria-current={index === current ? 'true' : undefined}
              aria-disabled={!furthest.mayGoTo(from)}
              onClick={() => onChoose(from)}
            >
              <span>{clockFace(from * 1000)}</span> <span lang={language}>{title}</span>
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
