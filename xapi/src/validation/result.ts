import { extensions } from './extensions.ts';
import { broken, inside, type Fault } from './fault.ts';
import { string } from './formats.ts';
import { both, decimal, flag, object, text, type JsonObject } from './structure.ts';
import { isDuration } from './duration.ts';

const ranges = ({ scaled, raw, min, max }: JsonObject): Fault | undefined => {
  if (typeof scaled === 'number' && (scaled < -1 || scaled > 1))
    return inside('scaled', broken('a scaled score lies between -1 and 1'));
  if (typeof min === 'number' && typeof max === 'number' && min >= max)
    return inside('max', broken('max is greater than min'));
  if (typeof raw !== 'number') return undefined;
  if (typeof min === 'number' && raw < min) return inside('raw', broken('raw is not less than min'));
  if (typeof max === 'number' && raw > max) return inside('raw', broken('raw is not greater than max'));
  return undefined;
};

/** @see xAPI 1.0.3 Data §2.4.5.1; xAPI 2.0 §4.2.2.4 "Score" */
const score = both(
  object({
    name: 'a score',
    properties: { scaled: decimal, raw: decimal, min: decimal, max: decimal },
  }),
  ranges,
);

/** @see xAPI 1.0.3 Data §2.4.5; xAPI 2.0 §4.2.2.4 */
export const result = object({
  name: 'a result',
  properties: {
    score,
    success: flag,
    completion: flag,
    response: string,
    duration: text('duration is a duration of ISO 8601', isDuration),
    extensions,
  },
});
