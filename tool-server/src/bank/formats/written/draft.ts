import type { Level, PlaceInFile } from '@chuyen-de/contracts';
import type { StatedKey } from './keys.ts';
import type { Line } from './line.ts';
import type { WrittenOption } from './options.ts';

/** A question as its lines are gathered. */
export interface Draft {
  at: PlaceInFile;
  number: number;
  /** As it stands in the file. */
  label: string;
  part: string | undefined;
  level: Level | undefined;
  /** Nothing in it is an option. */
  isEssay: boolean;
  /** Without the label and the level. */
  stem: Line[];
  options: WrittenOption[];
  /** The line from which the last of them come, if nothing else has followed. */
  optionsIn: Line | undefined;
  /** The lines of options that have small letters; nothing where they have capital ones. */
  small: Line[];
  /** What is said to be right behind the options. */
  stated: StatedKey | undefined;
  /** Nothing: no solution has begun. */
  solution: Line[] | undefined;
}
