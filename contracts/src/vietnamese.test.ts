import { compareNames, fold, matches } from './vietnamese.ts';

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
