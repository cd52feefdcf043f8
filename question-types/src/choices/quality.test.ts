import { qualityRemarks } from './quality.rules.ts';

const asked = (stem: string, texts: readonly string[], key = ['a'], type = 'single-choice') => {
  const options = texts.map((vi, index) => ({ id: 'abcdef'[index]!, text: { vi } }));
  const question = { type, stem: { vi: stem }, options, key };
  return qualityRemarks(question).map(({ code, path, text }) => [code, path.join('.'), text]);
};

const LONG = 'Cơ quan đại biểu cao nhất của Nhân dân, cơ quan quyền lực nhà nước cao nhất';

describe('remarks on how a question is written', () => {
  it('tell a key that its length gives away', () => {
    expect(asked('Quốc hội là gì?', [LONG, 'Cơ quan hành chính', 'Cơ quan xét xử'])).toEqual([
      ['key_longest', 'options.0', LONG],
    ]);
    expect(asked('Quốc hội là gì?', ['Cơ quan xét xử', LONG, 'Cơ quan hành chính'])).toEqual([]);
    expect(asked('Số nào?', ['Một trăm', 'Hai', 'Ba'])).toEqual([]);
    expect(
      asked('Quốc hội là gì?', [LONG, 'Cơ quan hành chính', 'Cơ quan xét xử'], ['a', 'b'], 'multiple-choice'),
    ).toEqual([]);
  });

  it('tell absolute words that only wrong options have', () => {
    expect(asked('Thế nào?', ['Có khi đúng', 'Luôn luôn đúng', 'Không bao giờ đúng'])).toEqual([
      ['absolute_distractors', 'options.1', 'luôn luôn, không bao giờ'],
    ]);
    expect(asked('Thế nào?', ['Mọi lúc', 'Luôn luôn đúng', 'Không bao giờ đúng'])).toEqual([]);
    expect(asked('Thế nào?', ['Có khi đúng', 'Luôn luôn đúng', 'Có khi sai'])).toEqual([]);
    expect(asked('Ai?', ['Một người', 'Mọi người', 'Tất cả Nhân dân'])).toHaveLength(1);
  });

  it.each([
    ['Nội dung nào sau đây không thuộc nguyên tắc tập trung dân chủ?', 'không thuộc'],
    ['Cơ quan nào không phải là cơ quan tư pháp?', 'không phải'],
    ['Phát biểu nào sau đây là sai?', 'đây là sai'],
    ['Các cơ quan sau, ngoại trừ cơ quan nào?', 'ngoại trừ'],
  ])('tell that “%s” is easily read over', (stem, text) =>
    expect(asked(stem, ['Một', 'Hai', 'Ba'])).toEqual([['negative_stem', 'stem', text]]),
  );

  it.each([
    'Nội dung nào sau đây KHÔNG thuộc nguyên tắc tập trung dân chủ?',
    'Người không có quốc tịch là ai?',
    'Vì sao Đảng không ngừng đổi mới?',
    'Điều lệ nói gì về “tổ chức không thuộc hệ thống”?',
    'Nội dung nào đúng (kể cả khi không thuộc thẩm quyền)?',
    'Việc nào do Quốc hội làm chứ không thuộc Chính phủ?',
    'Người dân không phải nộp lệ phí. Quy định nào nói vậy?',
  ])('say nothing of “%s”', (stem) => expect(asked(stem, ['Một', 'Hai', 'Ba'])).toEqual([]));

  it('tell options that mean others, of any type that has options', () =>
    expect(asked('Chọn?', ['Một', 'Hai', 'Tất cả các phương án trên'])).toEqual([
      ['means_others', 'options', 'Tất cả các phương án trên'],
    ]));

  it('say nothing of a statement that is right or wrong', () =>
    expect(qualityRemarks({ type: 'true-false', stem: { vi: 'Điều này không đúng.' } })).toEqual([]));
});
