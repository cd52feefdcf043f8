import type { RequestHandler } from 'express';
import { FORM_FIELDS, STRANGERS_BODY_BYTES } from './limits.ts';
import { ProblemError } from './problem.ts';
import { readBytes } from './read-bytes.ts';

/** Fields by name; one that is given twice has both values. */
function fieldsOf(text: string): Record<string, string | string[]> {
  if (text.split('&', FORM_FIELDS + 1).length > FORM_FIELDS)
    throw new ProblemError({ code: 'too_large', detail: 'the form has too many fields' });
  const parameters = new URLSearchParams(text);
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = parameters.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}

/** Reads the form that a stranger's request brings; whatever is not called a form is not read. @throws ProblemError */
export const readForm: RequestHandler = async (req, _res, next) => {
  if (req.is('application/x-www-form-urlencoded') !== false) {
    const bytes = await readBytes(req, STRANGERS_BODY_BYTES);
    req.body = fieldsOf(bytes.toString('utf8'));
  }
  next();
};
