import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ExamsFile,
  Level,
  ProgrammeFile,
  QuestionsFile,
  SourcesFile,
  TopicFile,
  type QuestionFile,
} from '@chuyen-de/contracts';
import { parse } from 'yaml';

const FOLDER = join(__dirname, 'boi-duong-ly-luan-chinh-tri');
const read = (...path: string[]): string => readFileSync(join(FOLDER, ...path), 'utf8');

const programme = ProgrammeFile.parse(parse(read('programme.yaml')));
const sources = SourcesFile.parse(parse(read('sources.yaml')));
const exams = ExamsFile.parse(parse(read('exams.yaml')));
const topics = programme.topics.map((folder) => ({
  folder,
  topic: TopicFile.parse(parse(read('topics', folder, 'topic.yaml'))),
  lecture: read('topics', folder, 'lecture.vi.md'),
  questions: QuestionsFile.parse(parse(read('topics', folder, 'questions.yaml'))),
}));
type ChoiceQuestion = Extract<QuestionFile, { options: unknown }>;

const questions = topics.flatMap((topic) => topic.questions as ChoiceQuestion[]);
const singleChoice = questions.filter((question) => question.type === 'single-choice');

const COUNTS = { CD01: 17, CD02: 17, CD03: 17, CD04: 16, CD05: 17, CD06: 17, CD07: 16, CD08: 16, CD09: 17 };
const LEAST = { recall: 6, understanding: 5, application: 3, 'higher-application': 2 };

const atLevel = (list: QuestionFile[], level: Level): number =>
  list.filter((question) => question.level === level).length;

const words = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** Jaccard index of two texts' words. */
const likeness = (left: Set<string>, right: Set<string>): number => {
  const common = [...left].filter((word) => right.has(word)).length;
  return common / (left.size + right.size - common);
};

const alike = (of: (question: ChoiceQuestion) => string, limit: number): string[] => {
  const list = questions.map((question) => ({ code: question.code, words: words(of(question)) }));
  return list.flatMap((one, index) =>
    list
      .slice(index + 1)
      .filter((other) => likeness(one.words, other.words) >= limit)
      .map((other) => `${one.code} ~ ${other.code}`),
  );
};

describe('the sample programme', () => {
  it('has nine topics and 150 questions, so many in each topic', () => {
    expect(Object.fromEntries(topics.map((each) => [each.topic.code, each.questions.length]))).toEqual(
      COUNTS,
    );
    expect(questions).toHaveLength(150);
  });

  it('numbers the questions of each topic without gaps', () => {
    for (const { topic, questions: list } of topics) {
      const expected = list.map((_, index) => `${topic.code}-${String(index + 1).padStart(3, '0')}`);
      expect(list.map((question) => question.code)).toEqual(expected);
    }
  });

  it('has titles and summaries in English too', () => {
    const named = [programme, ...exams, ...topics.map((each) => each.topic)];
    for (const { title, summary } of named) {
      expect(title.en).toBeTruthy();
      expect(summary.en).toBeTruthy();
    }
    for (const source of sources) expect(source.title.en).toBeTruthy();
  });

  it('has enough questions of each level in each topic', () => {
    for (const { topic, questions: list } of topics) {
      for (const level of Level.options) {
        expect([topic.code, level, atLevel(list, level) >= LEAST[level]]).toEqual([topic.code, level, true]);
      }
    }
  });

  it('can be drawn from by every exam blueprint', () => {
    for (const exam of exams) {
      const cells = exam.blueprint.map((row) => `${row.topic} ${row.level}`);
      expect(new Set(cells).size).toBe(cells.length);
      for (const row of exam.blueprint) {
        const list = topics.find((each) => each.topic.code === row.topic)?.questions ?? [];
        expect(atLevel(list, row.level)).toBeGreaterThanOrEqual(row.count);
      }
    }
    const drawn = exams.map((exam) => exam.blueprint.reduce((sum, row) => sum + row.count, 0));
    expect(Object.fromEntries(exams.map((exam, index) => [exam.code, drawn[index]]))).toEqual({
      'KT-CUOI-KHOA': 30,
      'KT-NHANH-CD05': 10,
    });
  });

  it('is written in composed Unicode throughout', () => {
    const files = [
      ...['programme.yaml', 'sources.yaml', 'exams.yaml'].map((name) => [name]),
      ...programme.topics.flatMap((folder) =>
        ['topic.yaml', 'lecture.vi.md', 'questions.yaml'].map((name) => ['topics', folder, name]),
      ),
    ];
    const decomposed = files.filter((path) => read(...path) !== read(...path).normalize('NFC'));
    expect(decomposed).toEqual([]);
  });
});

describe('its questions', () => {
  it('have four options, or five where several are right', () => {
    for (const { code, type, options, key } of questions) {
      const fits =
        type === 'single-choice'
          ? options.length === 4
          : [4, 5].includes(options.length) && [2, 3].includes(key.length);
      expect([code, fits]).toEqual([code, true]);
      const distinct = new Set(options.map((option) => option.text.vi.toLowerCase()));
      expect([code, distinct.size]).toEqual([code, options.length]);
    }
  });

  it('are about one quarter multiple-choice', () => {
    const share = 1 - singleChoice.length / questions.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  it.each([0, 1, 2, 3])('have the key at position %i neither too often nor too seldom', (position) => {
    const there = singleChoice.filter((question) => question.options[position]?.id === question.key[0]);
    const share = there.length / singleChoice.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });

  it('do not give the key away by its length', () => {
    const longest = singleChoice.filter((question) => {
      const length = (right: boolean): number =>
        Math.max(
          ...question.options
            .filter((option) => question.key.includes(option.id) === right)
            .map((option) => option.text.vi.length),
        );
      return length(true) > length(false);
    });
    expect(longest.length / singleChoice.length).toBeLessThan(0.4);
  });

  it('are not alike', () => {
    expect(alike((question) => question.stem.vi, 0.7)).toEqual([]);
    const whole = (question: ChoiceQuestion): string =>
      [question.stem.vi, ...question.options.map((option) => option.text.vi)].join(' ');
    expect(alike(whole, 0.6)).toEqual([]);
  });
});

describe('its sources', () => {
  const cited = [
    ...questions.map((question) => question.source?.source),
    ...topics.flatMap((each) => each.topic.readingList.map((item) => item.source)),
  ];

  it('are listed once each', () => {
    expect(new Set(sources.map((source) => source.id)).size).toBe(sources.length);
  });

  it('are exactly those that questions and reading lists cite', () => {
    expect([...new Set(cited)].sort()).toEqual(sources.map((source) => source.id).sort());
  });

  it('stand in the reading list of the topic whose questions cite them', () => {
    const missing = topics.flatMap(({ topic, questions: list }) =>
      list
        .filter((question) => !topic.readingList.some((item) => item.source === question.source?.source))
        .map((question) => `${question.code}: ${question.source?.source}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('its lectures', () => {
  it.each(topics.map((each) => [each.topic.code, each.lecture] as const))(
    'read as steps that end in key points: %s',
    (_code, lecture) => {
      const headings = lecture.match(/^#{1,6} .*$/gm) ?? [];
      const steps = headings.filter((heading) => heading.startsWith('## '));
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.at(-1)).toContain('Ghi nhớ');
      expect(headings.filter((heading) => heading.startsWith('# '))).toEqual([]);
      expect(lecture).not.toMatch(/<[a-z/]|!\[/i);
      expect(lecture.split(/\s+/).length).toBeGreaterThanOrEqual(800);
    },
  );
});
