import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExamsFile, QuestionsFile, QuestionType, SourcesFile, TopicFile } from '@chuyen-de/contracts';
import { isMarkedByPerson } from '@chuyen-de/question-types';
import { parse } from 'yaml';

const FOLDER = join(__dirname, 'cac-dang-cau-hoi');
const TOPIC = 'topics/01-cac-dang-cau-hoi';
const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');

const sources = SourcesFile.parse(parse(read('sources.yaml')));
const [exam, withEssay] = ExamsFile.parse(parse(read('exams.yaml')));
const topic = TopicFile.parse(parse(read(`${TOPIC}/topic.yaml`)));
const questions = QuestionsFile.parse(parse(read(`${TOPIC}/questions.yaml`)));

describe('the programme about types of question', () => {
  it('has a question of every type', () => {
    expect([...new Set(questions.map(({ type }) => type))].sort()).toEqual([...QuestionType.options].sort());
  });

  const drawn = questions.filter(({ type }) => !isMarkedByPerson(type));

  it('has a mock exam in which all of them are asked that a rule marks', () => {
    const levels = [...new Set(drawn.map(({ level }) => level))];
    const countOf = (level: string) => drawn.filter((question) => question.level === level).length;
    expect(exam?.blueprint).toEqual(
      levels.map((level) => ({ topic: topic.code, level, count: countOf(level) })),
    );
  });

  it('has another one, in which everybody is asked those that a person marks', () => {
    const byHand = questions.filter(({ type }) => isMarkedByPerson(type)).map(({ code }) => code);
    expect(byHand.length).toBeGreaterThan(0);
    expect(withEssay?.fixed?.map(({ question }) => question)).toEqual(byHand);
  });

  it('numbers its questions without gaps, and has them in both languages', () => {
    expect(questions.map(({ code }) => code)).toEqual(
      questions.map((_, index) => `${topic.code}-${String(index + 1).padStart(3, '0')}`),
    );
    for (const { stem, explanation, hints = [] } of questions)
      expect([stem.en, explanation?.en, ...hints.map(({ en }) => en)]).not.toContain(undefined);
  });

  it('lists exactly the sources that it cites', () => {
    const cited = new Set(questions.map(({ source }) => source?.source));
    expect(sources.map(({ id }) => id).sort()).toEqual([...cited].sort());
    expect([...new Set(topic.readingList.map(({ source }) => source))].sort()).toEqual([...cited].sort());
  });

  it('is written in composed Unicode', () => {
    const files = ['programme.yaml', 'sources.yaml', 'exams.yaml'].concat(
      ['topic.yaml', 'lecture.vi.md', 'questions.yaml'].map((name) => `${TOPIC}/${name}`),
    );
    expect(files.filter((path) => read(path) !== read(path).normalize('NFC'))).toEqual([]);
  });
});
