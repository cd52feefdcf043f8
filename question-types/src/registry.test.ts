import {
  authoredQuestion,
  isBlank,
  isMarkedByPerson,
  QuestionType,
  readResponse,
  shownQuestion,
  shownResponse,
  typeOf,
  type QuestionContent,
} from './index.ts';
import { QUESTION_TYPES } from './registry.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: { vi: `Phương án ${id}` } }));

type OfEachType = { [Type in QuestionType]: QuestionContent & { type: Type } };

/** A question of each type. */
const QUESTIONS: OfEachType = {
  'single-choice': { type: 'single-choice', options, key: ['b'] },
  'multiple-choice': { type: 'multiple-choice', options, key: ['a', 'c'] },
  'true-false': { type: 'true-false', key: false },
  'short-answer': { type: 'short-answer', accepted: ['Mặt trận Việt Minh', 'Việt Minh*'] },
  numeric: { type: 'numeric', answer: 95.5, unit: { vi: 'phần trăm' } },
  matching: { type: 'matching', left: options, right: options, key: { a: 'b', b: 'a', c: 'b' } },
  ordering: { type: 'ordering', items: options },
  cloze: {
    type: 'cloze',
    text: { vi: 'Nhà nước [[a]] có [[c]] cấp, do [[b]] định.' },
    gaps: [
      { id: 'a', type: 'short-answer', accepted: ['pháp quyền'] },
      { id: 'b', type: 'single-choice', options, key: ['b'] },
      { id: 'c', type: 'numeric', answer: 2 },
    ],
  },
  essay: {
    type: 'essay',
    words: { least: 100, most: 300 },
    rubric: [{ id: 'a', title: { vi: 'Nêu được khái niệm' }, points: 2 }],
    sample: { vi: 'Tự phê bình và phê bình là…' },
  },
};

/** The same question with another key, and marked in another way. */
const OTHERWISE: OfEachType = {
  'single-choice': { type: 'single-choice', options, key: ['c'] },
  'multiple-choice': { type: 'multiple-choice', options, key: ['b', 'c'], scoring: 'per-option' },
  'true-false': { type: 'true-false', key: true },
  'short-answer': { type: 'short-answer', accepted: ['Việt Cách'], exact: { case: true } },
  numeric: { type: 'numeric', answer: 12, tolerance: { percent: 10 }, unit: { vi: 'phần trăm' } },
  matching: {
    type: 'matching',
    left: options,
    right: options,
    key: { a: 'c', b: 'b', c: 'a' },
    scoring: 'all-or-nothing',
  },
  ordering: { type: 'ordering', items: [...options].reverse(), scoring: 'adjacent-pairs' },
  cloze: {
    type: 'cloze',
    text: { vi: 'Nhà nước [[a]] có [[c]] cấp, do [[b]] định.' },
    gaps: [
      { id: 'a', type: 'short-answer', accepted: ['dân chủ', 'cộng hòa'], exact: { case: true }, weight: 2 },
      { id: 'b', type: 'single-choice', options, key: ['c'], weight: 3 },
      { id: 'c', type: 'numeric', answer: 3, tolerance: 1 },
    ],
  },
  essay: {
    type: 'essay',
    words: { least: 100, most: 300 },
    rubric: [
      { id: 'a', title: { vi: 'Liên hệ bản thân' }, description: { vi: 'Có việc cụ thể' }, points: 3 },
      { id: 'b', title: { vi: 'Trình bày' }, points: 0.5 },
    ],
  },
};

describe.each(QuestionType.options)('%s', (name) => {
  const content = QUESTIONS[name];
  const type = typeOf(name);
  const { right, wrong } = type.samples(content);

  it('is read as an author writes it', () => {
    expect(authoredQuestion({}).parse(content)).toEqual(content);
    expect(type.contentFaults(content)).toEqual([]);
  });

  it('shows a learner what its schema admits, and nothing of the key', () => {
    const shown = type.show(content, type.parts(content));
    expect(shownQuestion({}).parse(shown)).toEqual(shown);
    expect(shown).not.toHaveProperty('key');
    expect(QUESTION_TYPES[name].key.safeParse(type.keyOf(content, type.parts(content))).success).toBe(true);
  });

  it('shows a learner the same whatever the key is, and how it is marked', () => {
    const parts = type.parts(content).sort();
    expect(authoredQuestion({}).parse(OTHERWISE[name])).toEqual(OTHERWISE[name]);
    expect(type.show(OTHERWISE[name], parts)).toEqual(type.show(content, parts));
    expect(type.keyOf(OTHERWISE[name], parts)).not.toEqual(type.keyOf(content, parts));
  });

  it('gives everything for a right response, nothing for a wrong or a blank one; or leaves it to a person', () => {
    const fractions = [right, wrong, type.blank].map((response) => type.fraction(content, response));
    expect(fractions).toEqual(isMarkedByPerson(name) ? [undefined, undefined, 0] : [1, 0, 0]);
  });

  it('keeps what it reads, as often as it is read', () => {
    const parts = type.parts(content).reverse();
    for (const response of [right, wrong, type.blank]) {
      const read = readResponse(name, parts, shownResponse(response, parts));
      expect(read).toEqual({ ok: true, response: type.tidy(response) });
      expect(type.tidy(type.tidy(response))).toEqual(type.tidy(response));
    }
  });

  it('tells a blank response from others', () => {
    expect([right, wrong, type.blank].map(isBlank)).toEqual([false, false, true]);
  });

  it('takes no response to another type', () => {
    for (const other of QuestionType.options.filter((one) => one !== name))
      expect(readResponse(name, [], typeOf(other).blank)).toEqual({
        ok: false,
        fault: { code: 'wrong_response' },
      });
  });

  it('counts a right response for what is right, and a wrong one for something else, of what it names', () => {
    if (isMarkedByPerson(name)) {
      expect(type.countsFor(content, right)).toEqual([]);
      return;
    }
    const counted = type.counted(content);
    const ids = counted.map(({ id }) => id);
    const keys = counted.filter(({ isKey }) => isKey).map(({ id }) => id);
    const [ofRight, ofWrong] = [right, wrong].map((response) => type.countsFor(content, response));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
    for (const id of ofRight!) expect(keys).toContain(id);
    for (const id of ofWrong!) expect(ids.filter((one) => !keys.includes(one))).toContain(id);
  });

  it('takes a response for its key where a rule marks by one, and marks by it as before', () => {
    const keyed = type.keyedBy(content, wrong);
    expect(keyed === undefined).toBe(isMarkedByPerson(name));
    expect(type.keyedBy(content, type.blank)).toBeUndefined();
    if (!keyed) return;
    expect([wrong, right, type.blank].map((response) => type.fraction(keyed, response))).toEqual([1, 0, 0]);
    expect(type.fraction(type.keyedBy(content, right)!, right)).toBe(1);
    // All but the key is as it was.
    const parts = type.parts(content).sort();
    expect(type.show(keyed, parts)).toEqual(type.show(content, parts));
  });

  it('is read on paper: a right response, another one, and nothing where nothing is answered', () => {
    const paper = type.onPaper(content, type.parts(content).reverse(), 'vi');
    const [asRight, asWrong, asBlank] = [right, wrong, type.blank].map((response) => paper.words(response));
    expect(asRight).not.toBe('');
    expect(asWrong).not.toBe(asRight);
    expect(asBlank).toBe('');
  });

  it('is told to record stores with what is right, if a rule can tell', () => {
    const { correctResponsesPattern } = type.interaction(content);
    if (isMarkedByPerson(name)) expect(correctResponsesPattern).toBeUndefined();
    else expect(correctResponsesPattern).toContain(type.statementResponse(right, content));
  });
});
