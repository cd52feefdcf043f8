import { localeOf, parseItem } from './launch.rules.ts';

describe('parseItem', () => {
  it('reads what a link opens', () => {
    expect(parseItem('exam:KT-01.a')).toEqual({ kind: 'exam', code: 'KT-01.a' });
    expect(parseItem('topic:CD01')).toEqual({ kind: 'topic', code: 'CD01' });
  });

  it.each([undefined, null, '', 'exam', 'exam:', 'quiz:A', 'exam:a b', 'exam:../x', ':A'])(
    'finds nothing in %j',
    (text) => {
      expect(parseItem(text)).toBeUndefined();
    },
  );
});

describe('localeOf', () => {
  it.each([
    [['vi'], 'vi'],
    [['en_us'], 'en'],
    [['en-GB,en;q=0.9,vi;q=0.8'], 'en'],
    [['fr-FR,vi;q=0.5'], 'vi'],
    [['fr'], 'en'],
    [[undefined, '', '*'], 'vi'],
    [[undefined, 'en', 'vi'], 'en'],
  ])('answers %j by %s', (wishes, locale) => {
    expect(localeOf(...wishes)).toBe(locale);
  });
});
