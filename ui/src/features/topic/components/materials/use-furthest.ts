import type { Material, MaterialProgress } from '@chuyen-de/contracts';
import { useRef, useState } from 'react';

/** Players tell where they are a few times a second: so much further is not skipped. */
const SLACK_SECONDS = 1;

/** How far a material has been played, and how far it lets itself be wound. */
export interface Furthest {
  /** It is not wound past the furthest point. */
  isHeld: boolean;
  /** Where it was held back just now. */
  heldAt: number | undefined;
  played: (second: number) => void;
  /** Takes it back where it was wound too far. */
  hold: (media: HTMLMediaElement) => void;
  /** A place, or the furthest one where that is too far. */
  within: (second: number) => number;
  mayGoTo: (second: number) => boolean;
}

/** Where its author wants so, a video is wound no further than it was played, until it was seen whole. */
export function useFurthest({ noSkip }: Material, progress: MaterialProgress | undefined): Furthest {
  const isHeld = noSkip && progress?.seen !== true;
  const reached = useRef(progress?.reached ?? 0);
  const [heldAt, setHeldAt] = useState<number>();
  // On another device it may have been played further meanwhile.
  const limit = () => Math.max(reached.current, progress?.reached ?? 0);
  const mayGoTo = (second: number) => !isHeld || second <= limit() + SLACK_SECONDS;
  return {
    isHeld,
    heldAt: isHeld ? heldAt : undefined,
    played: (second) => {
      reached.current = Math.max(reached.current, second);
      setHeldAt(undefined);
    },
    hold: (media) => {
      if (mayGoTo(media.currentTime)) return;
      media.currentTime = limit();
      setHeldAt(limit());
    },
    within: (second) => (mayGoTo(second) ? second : limit()),
    mayGoTo,
  };
}
