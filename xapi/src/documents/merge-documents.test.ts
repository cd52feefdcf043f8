import { mergeDocuments } from './merge-documents.ts';

const json = (text: string) => ({ content: Buffer.from(text), contentType: 'application/json' });
const merged = (existing: string, posted: string): string =>
  mergeDocuments(json(posted), json(existing)).toString();

describe('merging documents', () => {
  it('replaces members and adds others, no deeper', () => {
    expect(merged('{"a":{"x":1},"b":[1]}', ' { "a" : {"y":2} , "c":null }')).toBe(
      '{"a":{"y":2},"b":[1],"c":null}',
    );
    expect(merged('{}', '{}')).toBe('{}');
  });

  it('keeps numbers as they were written, whatever a double makes of them', () => {
    expect(merged('{"id":12345678901234567890,"x":1.10}', '{"y":98765432109876543210}')).toBe(
      '{"id":12345678901234567890,"x":1.10,"y":98765432109876543210}',
    );
  });

  it('keeps names that objects have by nature', () => {
    expect(merged('{"__proto__":1}', '{"a \\"b":2}')).toBe('{"__proto__":1,"a \\"b":2}');
  });
});
