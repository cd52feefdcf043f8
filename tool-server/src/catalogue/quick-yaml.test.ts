import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { QuestionsFile } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseQuickly } from './quick-yaml.ts';
import { parseYamlFile } from './yaml-file.ts';

/** As the parser reads it that knows the lines; undefined where it finds faults. */
function atLength<T>(text: string, schema: z.ZodType<T>): T | undefined {
  const parsed = parseYamlFile('file.yaml', text, schema);
  return parsed.ok ? parsed.located.value : undefined;
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.lorem({ mode: 'sentences' }),
  fc.constantFrom(
    'yes',
    'no',
    'null',
    '~',
    '0o17',
    '1_000',
    '1e3',
    '.5',
    '2020-01-01',
    '<<',
    '=',
    '# không',
    ' đầu',
    'cuối ',
    'a: b',
    'hai\ndòng',
    'ba\n\n  dòng\n',
    'v.v…',
    '“trích”: *',
    '- gạch',
    'không\ttab',
  ),
);
const Texts = z.array(z.strictObject({ code: z.string(), text: z.record(z.string(), z.string()) }));
const files = fc.array(fc.record({ code: texts, text: fc.dictionary(fc.constantFrom('vi', 'en'), texts) }));

describe('reading YAML quickly', () => {
  it('reads what the other parser reads, in every style that it is written in, or leaves it to that', () => {
    const styles = fc.record({
      defaultStringType: fc.constantFrom(
        'PLAIN',
        'QUOTE_DOUBLE',
        'QUOTE_SINGLE',
        'BLOCK_LITERAL',
        'BLOCK_FOLDED',
      ),
      lineWidth: fc.constantFrom(0, 20, 80),
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom('any', 'block', 'flow'),
    });
    fc.assert(
      fc.property(files, styles, (value, style) => {
        const text = stringify(value, { aliasDuplicateObjects: false, ...style } as never);
        const quick = parseQuickly(text, Texts);
        if (quick !== undefined) expect(quick).toEqual(atLength(text, Texts));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads all questions of the sample programme', () => {
    const topics = path.join(__dirname, '../../../content/boi-duong-ly-luan-chinh-tri/topics');
    for (const topic of readdirSync(topics)) {
      const text = readFileSync(path.join(topics, topic, 'questions.yaml'), 'utf8');
      const quick = parseQuickly(text, QuestionsFile);
      expect(quick).toBeDefined();
      expect(quick).toEqual(atLength(text, QuestionsFile));
    }
  });

  it.each([
    ['an alias', '- &a x\n- *a\n'],
    ['a tag', '- !!str 1\n- x\n'],
    ['a directive', '%YAML 1.1\n---\n- x\n'],
    ['a tab', '- x\t# chú thích\n'],
    ['line ends of another system', '- x\r\n- y\r\n'],
    ['a key twice', '- a: x\n  a: y\n'],
    ['two documents', '- x\n---\n- y\n'],
    ['a number for a text', '- 1000\n'],
    ['an escaped line end', '- "x\\\n\n  y"\n'],
    ['what is no YAML', '- [x\n'],
  ])('leaves %s to the parser that knows the lines', (_, text) => {
    expect(
      parseQuickly(text, z.array(z.union([z.string(), z.record(z.string(), z.string())]))),
    ).toBeUndefined();
  });
});
