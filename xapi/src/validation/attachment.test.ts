import { attachments } from './attachment.ts';

const ATTACHMENT = {
  usageType: 'http://example.com/usage',
  display: { vi: 'Tệp' },
  contentType: 'text/plain; charset=utf-8',
  length: 27,
  sha2: 'a'.repeat(64),
};

describe.each(['1.0.3', '2.0.0'] as const)('attachments in %s', (version) => {
  it.each([
    ['none', []],
    ['one without data elsewhere', [ATTACHMENT]],
    ['all properties', [{ ...ATTACHMENT, description: {}, fileUrl: 'https://x.vn/a' }]],
    ['no octets', [{ ...ATTACHMENT, length: 0 }]],
  ])('may have %s', (_, value) => {
    expect(attachments(value, version)).toBeUndefined();
  });

  it.each(['usageType', 'display', 'contentType', 'length', 'sha2'])('are not without %s', (key) => {
    const rest = Object.fromEntries(Object.entries(ATTACHMENT).filter(([name]) => name !== key));
    expect(attachments([rest], version)).toMatchObject({ path: `$[0].${key}` });
  });

  it.each([
    ['attachments that are no list', ATTACHMENT, '$'],
    ['a usageType without scheme', [{ ...ATTACHMENT, ...{ usageType: 'x' } }], '$[0].usageType'],
    ['an attachment with a display of text', [{ ...ATTACHMENT, ...{ display: 'x' } }], '$[0].display'],
    [
      'a contentType that is no media type',
      [{ ...ATTACHMENT, ...{ contentType: 'text' } }],
      '$[0].contentType',
    ],
    [
      'a contentType that would break a header',
      [{ ...ATTACHMENT, ...{ contentType: 'text/plain; a="\r\n"' } }],
      '$[0].contentType',
    ],
    ['a length in quotes', [{ ...ATTACHMENT, ...{ length: '27' } }], '$[0].length'],
    ['a length with a fraction', [{ ...ATTACHMENT, ...{ length: 2.5 } }], '$[0].length'],
    ['a length below nought', [{ ...ATTACHMENT, ...{ length: -1 } }], '$[0].length'],
    ['a hash that is no SHA-2', [{ ...ATTACHMENT, ...{ sha2: 'abc' } }], '$[0].sha2'],
    ['a fileUrl without scheme', [{ ...ATTACHMENT, ...{ fileUrl: 'x' } }], '$[0].fileUrl'],
  ])('have not %s', (_, value, path) => {
    expect(attachments(value, version)).toMatchObject({ path });
  });
});
