import { meansOtherOptions, optionsThatMeanOthers } from './option-of-others.rules.ts';

describe('an option that means others', () => {
  it.each([
    'Tất cả các đáp án trên',
    'Tất cả các phương án trên.',
    'Tất cả các phương án trên đều đúng',
    'Tất cả các ý trên',
    'Tất cả các nội dung trên đều đúng',
    'Tất cả những điều trên',
    'Tất cả các trường hợp nêu trên',
    'Tất cả các phương án đã nêu trên đều đúng.',
    'Tất cả đáp án trên đều sai',
    'Tất cả phương án ở trên',
    'Tất cả đều đúng',
    'Tất cả đều sai',
    'Tất cả các câu trên đều đúng',
    'Tất cả các đáp án đều đúng',
    'TẤT CẢ CÁC ĐÁP ÁN TRÊN',
    'Toàn bộ các ý kiến trên',
    'Cả A và B',
    'Cả A, B, C đều đúng',
    'Cả A, B và C',
    'Cả (A) và (B) đều đúng',
    'Cả a và b đều đúng',
    'Cả A,B,C',
    'Cả 3 đáp án trên',
    'Cả ba phương án trên đều đúng',
    'Cả ba đáp án đều đúng',
    'Cả ba ý trên',
    'Cả 3 đều đúng',
    'Cả hai đều sai',
    'Cả bốn phương án trên đều không đúng',
    'Cả hai ý A và B',
    'Cả hai đáp án A và C đều đúng',
    'Đáp án A và C',
    'Đáp án A, C',
    'Phương án B và C đúng',
    'Ý A và B',
    'Câu A và câu B đều đúng',
    'Chỉ A và C',
    'Chỉ có A và B đúng',
    'Gồm A, B, C',
    'A và C',
    'A, B, C',
    'A+B',
    'B & C',
    'A và B đều đúng',
    'A, B đều sai',
    'A đúng, B sai',
    'A sai, B đúng',
    'Chỉ câu C đúng',
    'Câu A đúng',
    'Không có đáp án nào đúng',
    'Không có phương án nào',
    'Không phương án nào đúng',
    'Không phương án nào trên đây đúng',
    'Không đáp án nào ở trên',
    'Không câu nào đúng',
    'Không có câu trả lời nào đúng',
    'Không có ý nào phù hợp',
    'Các đáp án trên đều sai',
    'Các phương án trên đều đúng',
    'Các ý trên',
    'Không phải các phương án trên',
    '**Cả A và B**',
    '“Tất cả các phương án trên”',
    'Tat ca cac dap an tren',
    'Ca A va B',
    'Khong co dap an nao dung',
    'Tất cả các phương án trên'.normalize('NFD'),
    'All of the above',
    'All the above.',
    'None of the above',
    'none of these',
    'None of these answers is correct',
    'All of these are correct',
    'All of the above are correct',
    'All answers are correct',
    'Both A and B',
    'A and B only',
    'Only A and C',
    'A, B and C',
    'A or B',
    'Neither A nor B',
    'Both of the above',
    'Answers A and C',
    'Both A and B are correct',
  ])('is %s', (text) => {
    expect(meansOtherOptions(text)).toBe(true);
  });

  it.each([
    '',
    'A',
    'Đúng',
    'Sai',
    'Tất cả công dân từ đủ 18 tuổi trở lên',
    'Tất cả các quốc gia trên thế giới',
    'Tất cả các dân tộc trên lãnh thổ Việt Nam',
    'Tất cả quyền lực nhà nước thuộc về Nhân dân',
    'Tất cả tổ chức đảng cấp dưới phục tùng cấp trên',
    'Tất cả các cơ quan cấp trên',
    'Không báo cáo cấp trên',
    'Cả nước',
    'Cả hai miền Nam, Bắc',
    'Cả hai giai cấp công nhân và nông dân',
    'Cả trong nước và ngoài nước',
    'Cả cá nhân và tổ chức',
    'Cả ba mũi giáp công',
    'Các phương án còn lại đều sai',
    'Tất cả các phương án còn lại',
    'Không phương án nào trong số còn lại',
    'Các cấp ủy cấp trên',
    'Các văn bản quy phạm pháp luật',
    'Không có giai cấp nào',
    'Không có Đảng nào khác',
    'Không một quốc gia nào đúng hẹn',
    'Không đúng',
    'Vitamin A và C',
    'Vitamin A và vitamin C',
    'Hepatitis A and B',
    'Khối A và khối B',
    'Nhóm A, B và C',
    'A và B là hai biến cố độc lập',
    'Cả A và B cùng thuộc đường thẳng d',
    'a và b',
    'a, b',
    'Điểm A nằm giữa B và C',
    'Trên 50 tuổi',
    'Từ 18 tuổi trở lên',
    'Đa số phiếu trên tổng số đại biểu',
    'Ca A và B',
    'Ý kiến của đa số đảng viên',
    'Ý thức xã hội',
    'Câu lạc bộ A và B',
    'Đáp án khác',
    'Phương án phòng thủ',
    'Chỉ có Quốc hội',
    'All citizens',
    'All of Vietnam',
    'None',
    'Both parties',
    'Neither of them signed the agreement',
    'The countries above the equator',
    'All people are equal',
    'Both sides of the river',
    'Above all',
    'Từ A đến B, tất cả các phương án trên bàn đàm phán mà hai bên đã đưa ra trong suốt ba năm đàm phán tại Paris',
  ])('is not %s', (text) => {
    expect(meansOtherOptions(text)).toBe(false);
  });

  it('takes no long time, whatever stands there', () => {
    for (const text of ['cả '.repeat(29), 'a, '.repeat(30), 'tất cả '.repeat(12), 'đều là '.repeat(12)])
      expect(meansOtherOptions(text)).toBe(false);
  });
});

const options = (...texts: (string | [string, string])[]) =>
  texts.map((text, index) => ({
    id: 'abcd'[index]!,
    text: typeof text === 'string' ? { vi: text } : { vi: text[0], en: text[1] },
  }));
const idsOf = (all: ReturnType<typeof options>) =>
  optionsThatMeanOthers({ type: 'single-choice', options: all }).map(({ id }) => id);

describe('the options of a question that mean others', () => {
  it('are found in each language', () => {
    expect(idsOf(options('Một', 'Hai', 'Cả A và B', ['Không có câu nào', 'None of these']))).toEqual([
      'c',
      'd',
    ]);
    expect(idsOf(options('Một', 'Hai', ['Ba', 'All of the above']))).toEqual(['c']);
  });

  it('are none where letters are what is asked for, or where there are no options', () => {
    expect(idsOf(options('A và B', 'A và C', 'B và C', 'A, B và C'))).toEqual([]);
    expect(optionsThatMeanOthers({ type: 'true-false' })).toEqual([]);
  });
});
