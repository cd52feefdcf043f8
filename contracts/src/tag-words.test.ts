import fc from 'fast-check';
import { joinedTags, MOST_TAGS, readTags, tagKey } from './tag-words.ts';
import { Tags } from './tags.ts';

describe('tags', () => {
  it('are the same but for marks, case and spaces, and keep the spelling that came first', () => {
    expect(joinedTags(['Hiến  pháp', 'Ôn tập'], ['hien phap', 'ÔN TẬP', 'Mới'])).toEqual([
      'Hiến  pháp',
      'Ôn tập',
      'Mới',
    ]);
    expect(Tags.safeParse(['Ôn tập', 'on tap']).success).toBe(false);
  });

  it('are read from what files say, with those named that can be none', () => {
    const long = 'x'.repeat(41);
    expect(readTags([' Hiến pháp ', '', 'a;b', 'HIẾN PHÁP', long])).toEqual({
      tags: ['Hiến pháp', 'a b'],
      others: [long],
    });
    const many = Array.from({ length: MOST_TAGS + 1 }, (_, index) => `nhãn ${index}`);
    expect(readTags(many).others).toEqual([`nhãn ${MOST_TAGS}`]);
  });

  it('that were read are always some that are taken', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        const { tags } = readTags(words);
        expect(Tags.parse(tags)).toEqual(tags);
        expect(joinedTags(tags, tags)).toEqual(tags);
        expect(new Set(tags.map(tagKey)).size).toBe(tags.length);
      }),
    );
  });
});
