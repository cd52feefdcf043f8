import { isDuration, truncateDuration } from './duration.ts';
import { isIri, isMailto, isSha1, isSha2, isUri, isUuid, isVersion1, isVersion2 } from './formats.ts';
import { isLanguageTag } from './language.ts';

interface Format {
  name: string;
  matches: (value: string) => boolean;
  yes: readonly string[];
  no: readonly string[];
}

const FORMATS: readonly Format[] = [
  {
    name: 'IRI',
    matches: isIri,
    yes: [
      'http://example.com',
      'https://example.com/a?b=c#d',
      'urn:uuid:7ccd3322-e1a5-411a-a67d-6a735c76f119',
      'tag:example.com,2026:x',
      'http://ví-dụ.vn/chuyên-đề',
      'http://example.com/%C3%A9',
      'http://[::1]/x',
      'HTTP://example.com',
    ],
    no: [
      '',
      'example.com/verb',
      '//example.com',
      'http:',
      ':x',
      '1http://x',
      'http://exa mple.com',
      'http://x/<b>',
      'http://x/%zz',
      'http://x/"',
      'http://x/\n',
      'http://x/{id}',
      'http://x/\u0000',
      'http://x/\u2028',
      'http://x/\ud800',
    ],
  },
  { name: 'URI', matches: isUri, yes: ['http://x.vn/a'], no: ['http://ví-dụ.vn', 'x', ''] },
  {
    name: 'UUID',
    matches: isUuid,
    yes: ['7ccd3322-e1a5-411a-a67d-6a735c76f119', '7CCD3322-E1A5-411A-A67D-6A735C76F119'],
    no: [
      '',
      '7ccd3322e1a5411aa67d6a735c76f119',
      '{7ccd3322-e1a5-411a-a67d-6a735c76f119}',
      '7ccd3322-e1a5-411a-a67d-6a735c76f11',
      '7ccd3322-e1a5-411a-a67d-6a735c76f119\n',
      'MA97B177-9383-4934-8543-0F91A7A02836',
    ],
  },
  {
    name: 'mailto',
    matches: isMailto,
    yes: ['mailto:a@b', 'mailto:a.b+c@xn--v-d-vna.vn', 'mailto:a@[192.0.2.1]', 'mailto:an@ví-dụ.vn'],
    no: [
      '',
      'a@b',
      'mailto:',
      'mailto:a',
      'mailto:@b',
      'mailto:a@',
      'mailto:a@b@c',
      'mailto:a b@c',
      'mailto:a@b?subject=x',
      'MAILTO:a@b',
      'http://a@b',
    ],
  },
  {
    name: 'SHA-1',
    matches: isSha1,
    yes: ['cd9b00a5611f94eaa7b1661edab976068e364975', 'CD9B00A5611F94EAA7B1661EDAB976068E364975'],
    no: ['', 'cd9b00a5611f94eaa7b1661edab976068e36497', 'gd9b00a5611f94eaa7b1661edab976068e364975'],
  },
  {
    name: 'SHA-2',
    matches: isSha2,
    yes: ['0'.repeat(56), 'a'.repeat(64), 'F'.repeat(96), '9'.repeat(128)],
    no: ['', 'a'.repeat(40), 'a'.repeat(65), 'g'.repeat(64), 'SV+d'.repeat(16)],
  },
  {
    name: 'language tag',
    matches: isLanguageTag,
    yes: [
      'vi',
      'en-US',
      'zh-Hant-TW',
      'de-CH-1996',
      'sl-rozaj-biske',
      'es-419',
      'x-moodle',
      'i-klingon',
      'en-a-bbb-x-a-ccc',
      'zh-cmn-Hans-CN',
      'und',
    ],
    no: [
      '',
      'a',
      'en_US',
      'en-',
      '-en',
      'a12345',
      'en-US-',
      'abcdefghi',
      'en-x',
      '123',
      'en--US',
      'en-u',
      'vi\n',
    ],
  },
  {
    name: 'duration',
    matches: isDuration,
    yes: [
      'PT0S',
      'PT1H0M0.1S',
      'P3Y1M29DT4H35M59.14S',
      'P4W',
      'P3Y',
      'PT16559,14S',
      'P0.5Y',
      'P1DT12H36M0.12567S',
      'PT1.5H',
    ],
    no: [
      '',
      'P',
      'PT',
      'P1DT',
      'PA1H0M0S',
      '1H',
      'PT1S1M',
      'P1W2D',
      '-PT1S',
      'P1.5DT1H',
      'PT1.5M2S',
      'P1YT',
      'pt1s',
      'PT1.S',
      'P0001-01-01T00:00:00',
      'PT1..5S',
      'P1S',
    ],
  },
  {
    name: 'version 1.0.x',
    matches: isVersion1,
    yes: ['1.0', '1.0.0', '1.0.9', '1.0.32'],
    no: ['', '1', '1.1.0', '0.95', '1.0.', '2.0.0', '1.0.x', '1.00'],
  },
  {
    name: 'version 2.0.x',
    matches: isVersion2,
    yes: ['2.0', '2.0.0', '2.0.1'],
    no: ['2', '2.1.0', '1.0.3', '2.0.x'],
  },
];

describe.each(FORMATS)('$name', ({ matches, yes, no }) => {
  it.each(yes)('takes %j', (value) => {
    expect(matches(value)).toBe(true);
  });
  it.each(no)('refuses %j', (value) => {
    expect(matches(value)).toBe(false);
  });
  it('takes nothing but strings', () => {
    for (const value of [1, null, undefined, {}, [yes[0]]] as unknown as string[])
      expect(matches(value) && typeof value !== 'object').toBe(false);
  });
  it('refuses long texts, and comes to an end', () => {
    for (const value of [...yes, 'a-', 'P1', '1.', ';', 'a@', '%'])
      expect(matches(value.repeat(100_000) + '\u0001')).toBe(false);
  });
});

describe('truncateDuration', () => {
  it.each([
    ['P1DT12H36M0.12567S', 'P1DT12H36M0.12S'],
    ['PT0.129S', 'PT0.12S'],
    ['PT5.004S', 'PT5S'],
    ['PT5,5S', 'PT5.5S'],
    ['PT5.50S', 'PT5.5S'],
    ['PT1.255H', 'PT1.255H'],
    ['P1W', 'P1W'],
  ])('makes of %s %s', (given, expected) => {
    expect(truncateDuration(given)).toBe(expected);
  });
});
