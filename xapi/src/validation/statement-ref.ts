import { uuid } from './formats.ts';
import { object, oneOf } from './structure.ts';

/** @see xAPI 1.0.3 Data §2.4.4.3 "Statement References"; xAPI 2.0 §4.2.2.3 */
export const statementRef = object({
  name: 'a statement reference',
  required: ['objectType', 'id'],
  properties: { objectType: oneOf('the objectType of a statement reference', ['StatementRef']), id: uuid },
});
