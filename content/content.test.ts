import { Level, type QuestionFile } from '@chuyen-de/contracts';
import { exams, programme, questions, read, sources, topics } from './sample-programme.ts';

const COUNTS = { CD01: 17, CD02: 17, CD03: 17, CD04: 16, CD05: 17, CD06: 23, CD07: 16, CD08: 16, CD09: 17 };
const LEAST = { recall: 6, understanding: 5, application: 3, 'higher-application': 2 };

const atLevel = (list: QuestionFile[], level: Level): number =>
  list.filter((question) => question.level === level).length;

describe('the sample programme', () => {
  it('has nine topics and 156 questions, so many in each topic', () => {
    expect(Object.fromEntries(topics.map((each) => [each.topic.code, each.questions.length]))).toEqual(
      COUNTS,
    );
    expect(questions).toHaveLength(156);
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
