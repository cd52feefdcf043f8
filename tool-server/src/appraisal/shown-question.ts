import { createHash } from 'node:crypto';
import { shownResponse, typeOf } from '@chuyen-de/question-types';
import type { Appraisal as AppraisalView } from '@chuyen-de/contracts';
import type { Appraisal } from './appraisal.model.ts';
import { checkOf } from './appraisal.rules.ts';

/**
 * The parts of a question as a member is shown them: as its author has them, since options may mean one another; in an
 * order of the member's own where the author's would tell the key.
 */
export function orderFor({ _id, content }: Pick<Appraisal, '_id' | 'content'>, member: string): string[] {
  const type = typeOf(content.type);
  const parts = type.parts(content);
  if (type.orderTells !== true) return parts;
  const placed = parts.map((part) => ({
    part,
    place: createHash('sha256').update(`${_id} ${member} ${part}`).digest('hex'),
  }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ part }) => part);
}

/** A question as learners see it. */
export function askedOf(appraisal: Appraisal, member: string): AppraisalView['asked'] {
  const { content } = appraisal;
  const shown = typeOf(content.type).show(content, orderFor(appraisal, member));
  return { ...shown, slot: 1, stem: content.stem };
}

type Told = NonNullable<AppraisalView['told']>;

/** A question with its key, and what a member has answered. */
export function reviewedOf(appraisal: Appraisal, member: string): Told['reviewed'] {
  const { content } = appraisal;
  const type = typeOf(content.type);
  const order = orderFor(appraisal, member);
  const check = checkOf(appraisal, member);
  // Response and key are of the question's type, which the compiler cannot follow through the union.
  return {
    ...askedOf(appraisal, member),
    key: type.keyOf(content, order),
    ...(check && { response: shownResponse(check.response, order) }),
  } as Told['reviewed'];
}
