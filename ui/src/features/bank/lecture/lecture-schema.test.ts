import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lectureMarkdown, type LectureNode } from '@chuyen-de/contracts/lecture-markdown';
import { Editor } from '@tiptap/core';
import fc from 'fast-check';
import { lectureMarkup } from './lecture-markup.ts';
import { LECTURE_SCHEMA } from './lecture-schema.ts';

const editor = new Editor({ extensions: LECTURE_SCHEMA, injectCSS: false });
afterAll(() => editor.destroy());

/** A lecture as its editor has it. */
function opened(markdown: string): LectureNode {
  editor.commands.setContent(lectureMarkup(markdown));
  return editor.getJSON() as LectureNode;
}

/** What a reader sees of it, however its lines are broken. */
const seen = (markdown: string) =>
  lectureMarkup(markdown).replaceAll('<!-- -->', '').replaceAll(/\s+/g, ' ').replaceAll('> <', '><');

const CONTENT = path.join(import.meta.dirname, '../../../../../content');
const LECTURES = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /lecture\.\w+\.md$/.test(name),
);

describe('the editor of lectures', () => {
  it('has lectures of the sample programmes to be tried on', () => {
    expect(LECTURES.length).toBeGreaterThan(9);
  });

  it.each(LECTURES)('opens and saves %s without changing what is shown', (name) => {
    const markdown = readFileSync(path.join(CONTENT, name), 'utf8');
    expect(seen(lectureMarkdown(opened(markdown)))).toBe(seen(markdown));
  });

  it.each([
    ['lists in lists', '1. A\n   - B\n   - C\n2. D\n\n- E\n\n- F\n'],
    ['lists one after the other', '- A\n- B\n\n<!-- -->\n\n- C\n'],
    ['tables', '| A | B |\n| :-: | --- |\n| a<br>b | **c** \\| d |\n'],
    [
      'emphasis at signs',
      '<strong>Đảng.</strong>và _nhân_ **dân**, <del>cũ</del> H<sub>2</sub>O m<sup>2</sup>\n',
    ],
    ['quotations', '> A\n>\n> - B\n> - C\n'],
    ['code', '```\na `b`\n```\n\nx `` ` `` y\n'],
    ['links', '[**A** B](https://example.org/a_(b))\n'],
    ['breaks', 'A\\\nB\n\n---\n\nC\n'],
    ['a list that starts later', '3. A\n4. B\n'],
  ])('keeps %s', (_name, markdown) => {
    expect(seen(lectureMarkdown(opened(markdown)))).toBe(seen(markdown));
  });

  const says = (text: string): LectureNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const items = (
    type: string,
    blocks: LectureNode[][],
    attrs: Record<string, unknown> = {},
  ): LectureNode => ({
    ...{ type, attrs },
    content: blocks.map((content) => ({ type: 'listItem', content })),
  });
  const shapeOf = ({ type, attrs = {}, content = [], text }: LectureNode): unknown =>
    text ?? [type, ...(type === 'orderedList' ? [attrs['start']] : []), ...content.map(shapeOf)];

  it.each<[string, LectureNode[], unknown]>([
    [
      'two lists with an empty line between them',
      [
        items('orderedList', [[says('A')]], { start: 1 }),
        { type: 'paragraph' },
        items('orderedList', [[says('B')]], { start: 1 }),
      ],
      [
        ['orderedList', 1, ['listItem', ['paragraph', 'A']]],
        ['orderedList', 1, ['listItem', ['paragraph', 'B']]],
      ],
    ],
    [
      'a list in a list that counts from four',
      [items('bulletList', [[says('A'), items('orderedList', [[says('B')]], { start: 4 })]])],
      [
        [
          'bulletList',
          ['listItem', ['paragraph', 'A'], ['orderedList', 4, ['listItem', ['paragraph', 'B']]]],
        ],
      ],
    ],
    [
      'a list in a list whose first entry is empty',
      [items('bulletList', [[says('A'), items('bulletList', [[{ type: 'paragraph' }], [says('B')]])]])],
      [
        [
          'bulletList',
          [
            'listItem',
            ['paragraph', 'A'],
            ['bulletList', ['listItem', ['paragraph']], ['listItem', ['paragraph', 'B']]],
          ],
        ],
      ],
    ],
  ])('keeps %s', (_name, content, shape) => {
    const { content: again = [] } = opened(lectureMarkdown({ type: 'doc', content }));
    expect(again.filter((node) => node.type !== 'paragraph').map(shapeOf)).toEqual(shape);
  });

  const MARKS = ['bold', 'italic', 'strike', 'superscript'];
  const words = fc
    .array(fc.constantFrom(...Array.from('abđ 1.)(#-+*_`~|<>&[]!\\=:"“”')), { minLength: 1, maxLength: 12 })
    .map((letters) => letters.join(''));
  const addresses = fc.constantFrom(
    ...[
      'https://x.vn/a_b*c~d?e=1&f=2',
      'HTTP://x.vn',
      'www.x.vn/a_b',
      'nguyen_an@x.edu.vn',
      'xem https://x.vn/(a)_[b] đó',
    ],
  );
  const texts = fc.array(
    fc.record({
      text: fc.oneof({ weight: 5, arbitrary: words }, addresses),
      marks: fc.subarray(MARKS).map((names) => names.map((type) => ({ type }))),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const paragraph = texts.map((content) => ({
    type: 'paragraph',
    content: content.map((each) => ({ type: 'text', ...each })),
  }));
  const heading = paragraph.map((node) => ({ ...node, type: 'heading', attrs: { level: 3 } }));
  const list = fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((items) => ({
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [item] })),
  }));
  const cell = paragraph.map((node) => ({ type: 'tableCell', content: [node] }));
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 }).map((rows) => ({
    type: 'table',
    content: rows.map((cells) => ({ type: 'tableRow', content: cells })),
  }));
  const block = fc.oneof(paragraph, heading, list, table, fc.constant({ type: 'horizontalRule' }));

  const inLines = ({ text, content = [] }: LectureNode): string => text ?? content.map(inLines).join('');
  /** The text of each block, letters of each mark, spaces aside. */
  const told = (doc: LectureNode) => {
    const paragraphs: string[] = [];
    const letters: Record<string, string> = {};
    const walk = (node: LectureNode): void => {
      if (node.type === 'paragraph' || node.type === 'heading')
        paragraphs.push(inLines(node).replaceAll(/\s+/g, ''));
      for (const { type } of node.marks ?? [])
        letters[type] = (letters[type] ?? '') + (node.text ?? '').replaceAll(/\s+/g, '');
      node.content?.forEach(walk);
    };
    walk(doc);
    const said = Object.entries(letters).filter(([, text]) => text !== '');
    return { paragraphs: paragraphs.filter((text) => text !== ''), letters: Object.fromEntries(said) };
  };

  it('keeps whatever was written', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (content) => {
        const doc = { type: 'doc', content };
        expect(told(opened(lectureMarkdown(doc)))).toEqual(told(doc));
      }),
      { numRuns: 100 },
    );
  });
});
