import { z } from 'zod';
import type {
  ContentFault,
  CountedResponse,
  CreditedPart,
  Criterion,
  Interaction,
  ResponseFault,
  TypeOfQuestion,
} from './question-type.ts';
import { QUESTION_TYPES } from './registry.ts';
import { withType, type AnyResponse, type TypeName, type UntypedResponse } from './responses.ts';
import { ChosenOptions } from './choices/schema.ts';

export { boundedList, boundedRecord } from './bounded.ts';
export { isPlainText, toPlainText } from './plain-text.ts';
export { LanguageMap, OptionId } from './vocabulary.ts';
export { literally } from './short-answer/matching.ts';
export { textIn, type Language, type OnPaper } from './on-paper.ts';
export { isBlank } from './responses.ts';
export { optionsThatMeanOthers } from './choices/option-of-others.rules.ts';
export { qualityRemarks, type QualityRemark } from './choices/quality.rules.ts';

type Types = typeof QUESTION_TYPES;
export type QuestionType = TypeName;
type OfEach<Part extends 'content' | 'shown' | 'key' | 'response'> = {
  [Name in QuestionType]: z.infer<Types[Name][Part]>;
};

/** What an author writes of a question by its type, a response, what a learner is shown: told apart by `type`. */
export type QuestionContent = OfEach<'content'>[QuestionType];
export type QuestionResponse = AnyResponse;
export type ShownQuestion<Name extends QuestionType = QuestionType> = OfEach<'shown'>[Name];

/** A question of some type in its review: as it was shown, with what was answered and what is right. */
export type Reviewed<Name extends QuestionType = QuestionType> = {
  [Each in Name]: OfEach<'shown'>[Each] & {
    response?: OfEach<'response'>[Each] | undefined;
    key?: OfEach<'key'>[Each] | undefined;
    also?: OfEach<'key'>[Each][] | undefined;
  };
}[Name];

/** What counts as right beside a key, at the most. */
export const MOST_ALSO = 20;

const types = Object.values(QUESTION_TYPES);

export const QuestionType = z.enum(Object.keys(QUESTION_TYPES) as [QuestionType, ...QuestionType[]]);

/** Of a discriminated union its parts are known here alone, so that a type is in it as soon as it is registered. */
const oneOf = <T>(schemas: z.ZodObject[]): z.ZodType<T> =>
  z.discriminatedUnion('type', schemas as [z.ZodObject, ...z.ZodObject[]]) as unknown as z.ZodType<T>;

type Fields<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

/** A question as its author writes it, with the fields that every question has. */
export const authoredQuestion = <Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<QuestionContent & Fields<Shape>> =>
  oneOf<QuestionContent & Fields<Shape>>(types.map(({ content }) => content.extend(shape))).superRefine(
    (question, ctx) => {
      for (const { path, message } of typeOf(question.type).contentFaults(question))
        ctx.addIssue({ code: 'custom', path, message: message.en, params: { message } });
    },
  );

/** A question as a learner is shown it, with the fields that every one has. */
export const shownQuestion = <Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<ShownQuestion & Fields<Shape>> => oneOf(types.map(({ shown }) => shown.extend(shape)));

/** A question in its review, with the fields that every one has. */
export const reviewedQuestion = <Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<Reviewed & Fields<Shape>> =>
  oneOf(
    types.map(({ shown, key, response }) =>
      shown.extend({
        ...shape,
        key: key.optional(),
        /** What counts as right beside the key. */
        also: z.array(key).max(MOST_ALSO).optional(),
        response: response.optional(),
      }),
    ),
  );

export const QuestionResponse = oneOf<QuestionResponse>(types.map(({ response }) => response));

/** A response as devices log it; of pages loaded before responses had a type, without one. */
export const LoggedResponse: z.ZodType<QuestionResponse | UntypedResponse> = z.union([
  QuestionResponse,
  z.strictObject(ChosenOptions),
]);
export type LoggedResponse = z.infer<typeof LoggedResponse>;

/** All that the system has to know of a type of question, for contents and responses of that type. */
export const typeOf = (
  name: QuestionType,
): Omit<
  TypeOfQuestion<QuestionContent, ShownQuestion, unknown, QuestionResponse>,
  'content' | 'shown' | 'key' | 'response'
> => QUESTION_TYPES[name];

/** A stored response as the page of its learner knows it. @param order the parts as the paper brings them */
export const shownResponse = (response: QuestionResponse, order: readonly string[]): QuestionResponse =>
  typeOf(response.type).mask?.put(response, order) ?? response;

/** Whether two responses to a question say the same. */
export const isSameResponse = (a: QuestionResponse, b: QuestionResponse): boolean =>
  typeOf(a.type).plainText(a) === typeOf(b.type).plainText(b);

/** Whether answers to a type of question wait for a person: no draw brings them, nor practice, which tells at once. */
export const isMarkedByPerson = (name: QuestionType): boolean => typeOf(name).criteria !== undefined;

/** Whether a response has earned all that its question is worth. */
export const isRight = ({ fraction }: { fraction: number }): boolean => fraction === 1;

export type ReadFault = ResponseFault | { code: 'wrong_response' };

/** A response to a question of a type with these parts, logged by a learner's page, as it is kept; or why it can be none. */
export function readResponse(
  name: QuestionType,
  parts: readonly string[],
  logged: LoggedResponse,
): { ok: true; response: QuestionResponse } | { ok: false; fault: ReadFault } {
  const parsed = QUESTION_TYPES[name].response.safeParse(withType(name, logged));
  if (!parsed.success) return { ok: false, fault: { code: 'wrong_response' } };
  const type = typeOf(name);
  const fault = type.fault(parsed.data, parts);
  if (fault) return { ok: false, fault };
  return { ok: true, response: type.tidy(type.mask?.takeOff(parsed.data, parts) ?? parsed.data) };
}

export type { ContentFault, CountedResponse, CreditedPart, Criterion, Interaction, ResponseFault };
