import { takesIn, type Whereabouts } from '../policies/index.ts';
import type { CorrectionTerms } from './corrections.rules.ts';

/** Corrections that reach attempts made somewhere, in the order in which they count. */
export const reaching = <One extends CorrectionTerms>(
  corrections: readonly One[],
  where: Whereabouts,
): One[] => corrections.filter(({ scope }) => takesIn(scope, where)).sort((a, b) => a.number - b.number);
