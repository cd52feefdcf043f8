import fc from 'fast-check';
import { compareNames, fold, matches, sortedByName } from './vietnamese.ts';

describe('folding', () => {
  it('treats both placements of a tone, composed or decomposed, as one', () => {
    expect(fold('hoà')).toBe(fold('hòa'));
    expect(fold('Hoà'.normalize('NFD'))).toBe('hoa');
  });

  it('turns Đ into D', () => expect(fold('Đặng Hữu Đạt')).toBe('dang huu dat'));
});

describe('searching', () => {
  it('finds every word of the query, whatever the marks and the order', () => {
    expect(matches('Nguyễn Thị Hồng Ánh', 'anh nguyen')).toBe(true);
    expect(matches('Đỗ Hữu Đạt', 'DAT')).toBe(true);
    expect(matches('Nguyễn Thị Hồng Ánh', 'anh tran')).toBe(false);
  });

  it('finds everything with an empty query', () => expect(matches('Lê Hoàng An', ' ')).toBe(true));
});

describe('sorting names', () => {
  it('goes by Tên, then Họ, then Đệm, in Vietnamese order', () => {
    const sorted = [
      'Trần Văn Đức',
      'Phạm Thị Dung',
      'Nguyễn Văn An',
      'Đặng Quốc An',
      'Nguyễn Thị An',
      'Lê Ánh',
      'Hoàng Ân',
      'Vũ Ba',
    ].sort(compareNames);
    expect(sorted).toEqual([
      'Đặng Quốc An',
      'Nguyễn Thị An',
      'Nguyễn Văn An',
      'Lê Ánh',
      'Hoàng Ân',
      'Vũ Ba',
      'Phạm Thị Dung',
      'Trần Văn Đức',
    ]);
  });
});

describe('sorting many people by name', () => {
  const word = fc.constantFrom(
    'An',
    'Ánh',
    'Anh',
    'ánh',
    'Đức',
    'Dung',
    'Ân',
    'Ăn',
    'Nguyễn',
    'Trần',
    'X',
    '',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

  it('gives the order of comparing each with each, and leaves equal ones as they came', () => {
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const people = names.map((each, place) => ({ name: each, place }));
        expect(sortedByName(people, (person) => person.name)).toEqual(
          [...people].sort((a, b) => compareNames(a.name, b.name)),
        );
      }),
    );
  });

  it('puts those without a name at the end', () => {
    const people = [{ id: 1 }, { id: 2, name: 'Lê An' }, { id: 3 }];
    expect(sortedByName(people, ({ name: known }) => known).map(({ id }) => id)).toEqual([2, 1, 3]);
  });
});
