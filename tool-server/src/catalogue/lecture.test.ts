import { minutesToRead, readLecture } from './lecture.ts';

const htmlOf = (markdown: string): string => readLecture(`## Mục\n\n${markdown}`)[0]!.html;

describe('the time that reading takes', () => {
  it('is counted from the words of the lecture, 200 a minute, and is never nothing', () => {
    expect(minutesToRead([{ words: 1_500 }, { words: 1_090 }])).toBe(13);
    expect(minutesToRead([{ words: 3 }])).toBe(1);
  });
});

describe('readLecture', () => {
  it('makes a section of each ## heading, numbered by position', () => {
    const sections = readLecture('## Một **hai**\n\nA\n\n## Ba\n\nB\n');
    expect(sections).toEqual([
      { id: 's1', title: 'Một hai', html: '<p>A</p>\n', words: 1 },
      { id: 's2', title: 'Ba', html: '<p>B</p>\n', words: 1 },
    ]);
  });

  it('leaves the title out and gives what follows it to the first section', () => {
    const [first, ...rest] = readLecture('# Chuyên đề\n\nDẫn nhập.\n\n## Một\n\nA\n');
    expect(first).toMatchObject({ title: 'Một', html: '<p>Dẫn nhập.</p>\n<p>A</p>\n' });
    expect(rest).toEqual([]);
  });

  it('is not misled by a heading inside a block of code', () => {
    expect(readLecture('## Một\n\n```\n## không phải\n```\n')).toHaveLength(1);
  });

  it('finds no section in a text without headings', () => {
    expect(readLecture('Chỉ có chữ.')).toEqual([]);
  });

  it('has titles without signs of Markdown, elements and entities', () => {
    const title = (markdown: string) => readLecture(`## ${markdown}\n\nA\n`)[0]!.title;
    expect(title('Luật &amp; nghị định, m<sup>2</sup>, **đậm**, `a<b`, 1\\. "Một" &lt;b&gt;')).toBe(
      'Luật & nghị định, m2, đậm, a<b, 1. "Một" <b>',
    );
  });

  it.each([
    ['quotes', '>'.repeat(50_000)],
    ['lists', '- '.repeat(50_000)],
    ['numbered lists', '1. > '.repeat(20_000)],
  ])('reads %s that nobody nests so', (_what, signs) => {
    const [section] = readLecture(`## Một\n\n${signs}sâu\n`);
    expect(section?.html).toContain('sâu');
  });

  it('keeps a title as plain text', () => {
    expect(readLecture('## Đảng & Nhà nước: "dân là gốc"\n\nA\n')[0]!.title).toBe(
      'Đảng & Nhà nước: "dân là gốc"',
    );
  });

  it('gives headings inside a section ids', () => {
    expect(htmlOf('### A\n\n#### B\n')).toBe('<h3 id="s1-1">A</h3>\n<h4 id="s1-2">B</h4>\n');
  });

  it('counts words of Vietnamese text', () => {
    expect(readLecture('## Một\n\nĐảng **Cộng sản** Việt Nam, 1930.\n\n- Dân là gốc\n')[0]!.words).toBe(9);
  });

  it.each([
    ['<script>alert(1)</script>A', 'alert'],
    ['<img src=x onerror=alert(1)>', 'onerror'],
    ['<a href="javascript:alert(1)">A</a>', 'javascript'],
    ['[A](javascript:alert(1))', 'javascript'],
    ['<p style="position:fixed" onclick="x()">A</p>', 'style'],
    ['<iframe src="https://example.org"></iframe>', 'iframe'],
    ['<h3 id="root">A</h3>', 'root'],
    ['<svg><style>@import url(x)</style></svg>', 'import'],
  ])('lets nothing dangerous through: %s', (markdown, trace) => {
    expect(htmlOf(markdown)).not.toContain(trace);
  });

  it('opens links outside the frame', () => {
    expect(htmlOf('[A](https://example.org)')).toBe(
      '<p><a href="https://example.org" target="_blank" rel="noopener noreferrer">A</a></p>\n',
    );
  });

  it('keeps lists, tables and emphasis', () => {
    expect(htmlOf('3. A\n4. *B*\n')).toBe('<ol start="3">\n<li>A</li>\n<li><em>B</em></li>\n</ol>\n');
    expect(htmlOf('| A |\n| - |\n| B |\n')).toContain('<th scope="col">A</th>');
  });
});
