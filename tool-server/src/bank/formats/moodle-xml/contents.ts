import type { QuestionContent } from '@chuyen-de/question-types';
import { creditedChoice, inexactNumber, matchingOf } from '../answers.ts';
import type { Remarks } from '../format.ts';
import { tidyLines } from '../html/to-text.ts';
import { choiceOf, partsOf } from '../parts.ts';
import { childNamed, childrenNamed, textIn, type XmlElement } from '../xml/read-xml.ts';
import { programNumber } from '../text/numbers.ts';
import { rawIn, settingIn, textAt } from './text.ts';

/** Reads what a question of a type asks beside its stem; undefined: nothing that ours can. */
type ReadContent = (question: XmlElement, remarks: Remarks, form: string) => QuestionContent | undefined;

const creditOf = ({ attributes }: XmlElement): number => Number(attributes['fraction'] ?? 0);

function answersIn(question: XmlElement, remarks: Remarks): XmlElement[] {
  const answers = childrenNamed(question, 'answer');
  if (answers.some((answer) => rawIn(childNamed(answer, 'feedback')) !== ''))
    remarks.add('feedback_left_out');
  return answers;
}

const isSaidFalse = (text: string | undefined): boolean => text === 'false' || text === '0' || text === '';

const multichoice: ReadContent = (question, remarks, form) =>
  creditedChoice(
    answersIn(question, remarks).map((answer) => ({
      text: textAt(answer, remarks, form),
      credit: creditOf(answer),
    })),
    isSaidFalse(settingIn(question, 'single')) ? 'several' : 'one',
    remarks,
  );

/** Right with exactly the right options. @see https://moodle.org/plugins/qtype_multichoiceset */
const multichoiceset: ReadContent = (question, remarks, form) => {
  const answers = answersIn(question, remarks);
  return choiceOf(
    answers.map((answer) => textAt(answer, remarks, form)),
    answers.flatMap((answer, index) => (creditOf(answer) > 0 ? [index] : [])),
  );
};

const truefalse: ReadContent = (question, remarks) => {
  const answers = answersIn(question, remarks);
  const right = answers.find((answer) => creditOf(answer) > 0);
  if (!right) return undefined;
  const said = rawIn(right).toLowerCase();
  // Old files say it in the language of their school, the true one first.
  return { type: 'true-false', key: said === 'true' || (said !== 'false' && right === answers[0]) };
};

/** Answers that earn everything; of others it is said that they do no more. */
function rightAnswers(question: XmlElement, remarks: Remarks): XmlElement[] {
  const answers = answersIn(question, remarks).filter((answer) => rawIn(answer) !== '*');
  const partly = answers.filter((answer) => creditOf(answer) > 0 && creditOf(answer) < 100);
  if (partly.length > 0) remarks.add('scoring_changed', { what: partly.map(rawIn).join(', ') });
  return answers.filter((answer) => creditOf(answer) >= 100);
}

const shortanswer: ReadContent = (question, remarks) => ({
  type: 'short-answer',
  accepted: [...new Set(rightAnswers(question, remarks).map((answer) => tidyLines(rawIn(answer))))],
  ...(settingIn(question, 'usecase') === '1' && { exact: { case: true } }),
});

/** The unit in which the answer is; others, which are multiples of it, are left out. */
function unitIn(question: XmlElement, remarks: Remarks) {
  const units = childrenNamed(childNamed(question, 'units'), 'unit');
  const names = units.map((unit) => tidyLines(settingIn(unit, 'unit_name') ?? ''));
  if (names.length > 1) remarks.add('unit_left_out', { what: names.slice(1).join(', ') });
  const [name] = names;
  return name ? { unit: { vi: name } } : {};
}

const numerical: ReadContent = (question, remarks) => {
  const [answer, ...others] = rightAnswers(question, remarks);
  if (others.length > 0) remarks.add('scoring_changed', { what: others.map(rawIn).join(', ') });
  if (!answer) return undefined;
  const tolerance = programNumber(textIn(childNamed(answer, 'tolerance')).trim() || '0');
  const content = inexactNumber(programNumber(rawIn(answer)), tolerance);
  return content && { ...content, ...unitIn(question, remarks) };
};

const matching: ReadContent = (question, remarks, form) =>
  matchingOf(
    childrenNamed(question, 'subquestion').map((pair) => ({
      left: textAt(pair, remarks, form),
      right: tidyLines(rawIn(childNamed(pair, 'answer'))),
    })),
  );

const EXACTLY = ['ALL_OR_NOTHING', '-1', 'RELATIVE_NEXT_EXCLUDE_LAST', 'RELATIVE', 'REL', '1'];

/** @see Moodle, qtype_ordering: `RELATIVE` is by neighbours, the last of which has none. */
const ordering: ReadContent = (question, remarks, form) => {
  const grading = (settingIn(question, 'gradingtype') ?? 'RELATIVE').toUpperCase();
  const byNeighbours = grading.startsWith('REL') || ['1', '2', '3', '4'].includes(grading);
  const isExact = EXACTLY.includes(grading);
  if (!isExact) remarks.add('scoring_changed', { what: grading });
  return {
    type: 'ordering',
    items: partsOf(answersIn(question, remarks).map((answer) => textAt(answer, remarks, form))),
    ...(byNeighbours && { scoring: 'adjacent-pairs' }),
  };
};

const wordsIn = (question: XmlElement, name: string): number | undefined => {
  const number = Number(settingIn(question, name) ?? '');
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

const essay: ReadContent = (question, remarks, form) => {
  const [least, most] = [wordsIn(question, 'minwordlimit'), wordsIn(question, 'maxwordlimit')];
  const sample = textAt(childNamed(question, 'graderinfo'), remarks, form);
  if (!['0', undefined].includes(settingIn(question, 'attachments')))
    remarks.add('settings_left_out', { what: 'attachments' });
  if (rawIn(childNamed(question, 'responsetemplate')) !== '')
    remarks.add('settings_left_out', { what: 'responsetemplate' });
  return {
    type: 'essay',
    ...((least ?? most) !== undefined && {
      words: { ...(least !== undefined && { least }), ...(most !== undefined && { most }) },
    }),
    ...(sample !== '' && { sample: { vi: sample } }),
  };
};

/** What each type of Moodle becomes; texts with gaps are read with their stem. */
const CONTENTS: ReadonlyMap<string, ReadContent> = new Map(
  Object.entries({
    multichoice,
    multichoiceset,
    truefalse,
    shortanswer,
    numerical,
    matching,
    match: matching,
    ordering,
    essay,
  }),
);

/** What a question of a type of Moodle asks beside its stem; undefined: nothing that one of ours can. */
export const contentIn = (
  type: string,
  ...[question, remarks, form]: Parameters<ReadContent>
): QuestionContent | undefined => CONTENTS.get(type)?.(question, remarks, form);
