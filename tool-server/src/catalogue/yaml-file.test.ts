import { z } from 'zod';
import { parseYamlFile } from './yaml-file.ts';

const Schema = z.array(
  z.strictObject({ code: z.string(), title: z.strictObject({ vi: z.string() }), n: z.int() }),
);
const faults = (text: string): string[] => {
  const parsed = parseYamlFile('a.yaml', text, Schema);
  return parsed.ok ? [] : parsed.faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
};

describe('parseYamlFile', () => {
  it('gives the value, and the line of each part of it', () => {
    const parsed = parseYamlFile('a.yaml', '- code: A\n  n: 1\n  title:\n    vi: Một\n', Schema);
    if (!parsed.ok) throw new Error('not parsed');
    const { value, lineAt } = parsed.located;
    expect(value).toEqual([{ code: 'A', n: 1, title: { vi: 'Một' } }]);
    expect([[], [0, 'n'], [0, 'title', 'vi'], [0, 'title', 'en'], [7]].map(lineAt)).toEqual([1, 2, 4, 3, 1]);
  });

  it.each([
    ['a wrong type', '- code: A\n  title: { vi: B }\n  n: one\n', ['a.yaml:3: A n: ']],
    [
      'a missing member, at what should hold it',
      '- code: A\n  n: 1\n  title:\n    other: x\n',
      ['a.yaml:3: A title.vi: ', 'a.yaml:4: A title: '],
    ],
    ['an unknown member', '- code: A\n  colour: red\n  title: { vi: B }\n  n: 1\n', ['a.yaml:2: A: ']],
    ['two faults', '- code: 1\n  title: { vi: B }\n  n: 1.5\n', ['a.yaml:1: 0.code: ', 'a.yaml:3: 0.n: ']],
    ['a broken file', '- code: A\n  title: [\n', ['a.yaml:3: ']],
    ['a key that is there twice', '- code: A\n  code: B\n', ['a.yaml:2: ']],
    ['an empty file', '', ['a.yaml:1: ']],
    ['a control character', '- code: "A\\0"\n  n: 1\n', ['a.yaml:1: this text has a control character']],
    ['half of a character', '- code: A\n  title: { vi: "\\uD83D" }\n', ['a.yaml:2: this text has']],
    ['an alias without an anchor', '- *none\n', ['a.yaml:1: ']],
  ])('names line and reason of %s', (_what, text, expected) => {
    const found = faults(text);
    expect(found.map((fault, index) => fault.slice(0, expected[index]?.length))).toEqual(expected);
  });

  it('says in both languages what is wrong, and of which item', () => {
    expect(faults('- code: A\n  title: { vi: B }\n  n: one\n')).toEqual([
      expect.stringMatching(/^a\.yaml:3: A n: Invalid input: expected .+ \(Đầu vào không hợp lệ: .+\)$/),
    ]);
    expect(faults('- n: 1\n  title: { vi: B }\n')).toEqual([expect.stringMatching(/^a\.yaml:1: 0\.code: /)]);
  });

  it('refuses aliases, which could unfold without end', () => {
    expect(faults('- &a [x, x]\n- [*a, *a]\n- *a\n')).toEqual([
      'a.yaml:2: aliases (*name) are not taken: write the value out',
      'a.yaml:2: aliases (*name) are not taken: write the value out',
      'a.yaml:3: aliases (*name) are not taken: write the value out',
    ]);
  });
});
