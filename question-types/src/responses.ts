import type { z } from 'zod';
import type { QUESTION_TYPES } from './registry.ts';

/** What devices know of responses; without the schemas, which would more than double what a learner loads. */

type Types = typeof QUESTION_TYPES;
export type TypeName = keyof Types;
export type AnyResponse = z.infer<Types[TypeName]['response']>;

/** A response as pages of before there were types of it log it: to a choice. */
export interface UntypedResponse {
  selected: string[];
}

const isEmpty = (part: unknown): boolean => {
  if (typeof part === 'string') return part.trim() === '';
  return part === null || (typeof part === 'object' && Object.values(part).every(isEmpty));
};

/** Whether a response answers nothing: of all types it is one whose every part is empty. */
export const isBlank = ({ type: _type, ...parts }: AnyResponse): boolean => isEmpty(parts);

/** A response with the type of its question: the one place that knows how it was logged before. */
export function withType(type: TypeName, response: AnyResponse | UntypedResponse): AnyResponse {
  if ('type' in response) return response;
  const typed: unknown = { type, ...response };
  return typed as AnyResponse;
}
