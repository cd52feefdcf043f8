import { ARITHMETIC } from './arithmetic.ts';
import { ARRAYS } from './arrays.ts';
import { COMPARISONS } from './comparisons.ts';
import { CONDITIONS } from './conditions.ts';
import type { CompileOperator } from './operands.ts';
import { OBJECTS } from './objects.ts';

/** Every operator that an expression may use; all are tested against MongoDB's documented answer. */
export const OPERATORS: Readonly<Record<string, CompileOperator>> = {
  ...COMPARISONS,
  ...CONDITIONS,
  ...ARITHMETIC,
  ...ARRAYS,
  ...OBJECTS,
};
