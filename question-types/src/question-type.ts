import type { z } from 'zod';
import type { Language, OnPaper } from './on-paper.ts';
import type { LanguageMap } from './vocabulary.ts';

/** What is wrong with a question as a whole, and where in it. */
export interface ContentFault {
  path: (string | number)[];
  message: Required<LanguageMap>;
}

/** Why a response cannot be one to a question. */
export type ResponseFault = { code: 'unknown_option'; option: string } | { code: 'too_many_options' };

interface InteractionComponent {
  id: string;
  description: LanguageMap;
}

/** A question as a record store knows it. @see xAPI 1.0.3 Data §2.4.4.1 (interaction activities) */
export interface Interaction {
  interactionType:
    'choice' | 'fill-in' | 'long-fill-in' | 'matching' | 'numeric' | 'sequencing' | 'true-false';
  correctResponsesPattern?: string[];
  /** Lists of components by their names. @see xAPI 1.0.3 Data §2.4.4.1 "Interaction Components" */
  components?: Partial<Record<'choices' | 'source' | 'target', InteractionComponent[]>>;
}

/** How a learner's page knows the parts of a question, where their identifiers would tell the key. */
interface Mask<Response> {
  /** @param order the parts as the paper brings them */
  put(response: Response, order: readonly string[]): Response;
  /** Takes off what `put` has put on. */
  takeOff(response: Response, order: readonly string[]): Response;
}

/** A kind of response that figures of a question count apart, such as an option. */
export interface CountedResponse {
  /** A letter or a few, digits and dashes. */
  id: string;
  /** As its author wrote it; absent where the page has a word of its own for the id. */
  text?: LanguageMap;
  isKey: boolean;
}

/** One of the things that a person looks at who marks a response, and what it is worth among them. */
export interface Criterion {
  id: string;
  title: LanguageMap;
  description?: LanguageMap | undefined;
  points: number;
}

/** A part of a response that earns points by itself. */
export interface CreditedPart {
  /** As a learner's page knows it. */
  id: string;
  right: boolean;
  /** Of the question's points: those of all parts come to 1. */
  share: number;
}

/**
 * A type of question: all that the system has to know of it, but how it looks. `type` tells contents, what is shown
 * of them and responses apart; all functions are pure.
 */
export interface TypeOfQuestion<Content, Shown, Key, Response> {
  /** What its author writes beside what every question has; the key is among it. */
  content: z.ZodObject & z.ZodType<Content>;
  /** What a learner is shown of it: nothing here tells the key. */
  shown: z.ZodObject & z.ZodType<Shown>;
  /** What a review tells as the key. */
  key: z.ZodType<Key>;
  response: z.ZodType<Response>;

  /** What no schema of single fields can tell. */
  contentFaults(content: Content): ContentFault[];
  /** Identifiers of the parts that a paper may bring in another order; none where nothing is shuffled. */
  parts(content: Content): string[];
  /** The author's order of the parts tells the key: no paper brings them in it, whatever its exam says of shuffling. */
  orderTells?: true;
  show(content: Content, order: readonly string[]): Shown;
  /** @param order the parts as the paper brings them */
  keyOf(content: Content, order: readonly string[]): Key;

  /** The response that answers nothing. */
  blank: Response;
  /** Absent: a learner's page knows the parts by their identifiers. */
  mask?: Mask<Response>;
  /** A response as it is kept: equal ones alike. */
  tidy(response: Response): Response;
  /** Why a response, as a learner's page knows it, cannot belong to a question with these parts. */
  fault(response: Response, parts: readonly string[]): ResponseFault | undefined;

  /** How much of a question's points a response earns, 0 to 1; undefined: a person has to tell. */
  fraction(content: Content, response: Response): number | undefined;
  /**
   * The parts by which a response earns its points, in the order of the content; undefined where it earns them as a whole.
   * Absent: it always does.
   * @param order the parts as the paper brings them
   */
  credited?(content: Content, response: Response, order: readonly string[]): CreditedPart[] | undefined;
  /**
   * The question as it were with a response for its key, marked as before; undefined where that response cannot be the
   * key, or none can, as a person marks them.
   */
  keyedBy(content: Content, response: Response): Content | undefined;
  /** By what a person marks; none: by points as a whole. Absent: a rule marks, and no person has to. */
  criteria?(content: Content): Criterion[];
  /** Responses that earn everything, and nothing; of a type that a person marks, any two. */
  samples(content: Content): { right: Response; wrong: Response };

  /** What figures count of its responses, in the order in which they are shown: few, however many answer. */
  counted(content: Content): CountedResponse[];
  /** For which of these a response counts that is not blank, by their ids. */
  countsFor(content: Content, response: Response): string[];

  interaction(content: Content): Interaction;
  /** @param order the parts as the paper brings them */
  onPaper(content: Content, order: readonly string[], language: Language): OnPaper<Response>;
  /**
   * A response as it is written down on an answer sheet: letters as the paper has them. Undefined where it says nothing that
   * can be a response. Absent: no line of a sheet holds one.
   * @param order the parts as the paper brings them
   */
  written?(text: string, order: readonly string[]): Response | undefined;
  /** A response as a statement tells it. @see xAPI 1.0.3 Data §2.4.4.1 */
  statementResponse(response: Response, content: Content): string;
  /** A response in plain text: what receipts are made of, so that it never changes. */
  plainText(response: Response): string;
}

/** Gives a type's schemas and functions one another's types. */
export const typeOfQuestion = <
  Content extends z.ZodObject,
  Shown extends z.ZodObject,
  Key extends z.ZodType,
  Response extends z.ZodObject,
>(
  type: TypeOfQuestion<z.infer<Content>, z.infer<Shown>, z.infer<Key>, z.infer<Response>> & {
    content: Content;
    shown: Shown;
    key: Key;
    response: Response;
  },
) => type;
