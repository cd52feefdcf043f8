import { classHome } from './class.ts';
import { exam } from './exam.ts';
import type { KindsOfItem } from './item-kind.ts';
import { practice } from './practice.ts';
import { topic } from './topic.ts';

/** What a link can open. The compiler names what a new kind lacks. */
export const ITEM_KINDS: KindsOfItem = { topic, practice, exam, class: classHome };
