import type { Locale, SurveyQuestion, WriteSurvey } from '@chuyen-de/contracts';

export const TEMPLATES = ['quality', 'needs', 'blank'] as const;
export type Template = (typeof TEMPLATES)[number];

type Words = Record<Locale, string>;
type Asked = (locale: Locale) => SurveyQuestion;

const SATISFIED = [
  { vi: 'Rất không hài lòng', en: 'Very dissatisfied' },
  { vi: 'Rất hài lòng', en: 'Very satisfied' },
] as const;
const USEFUL = [
  { vi: 'Không cần', en: 'Not needed' },
  { vi: 'Rất cần', en: 'Much needed' },
] as const;

const scale =
  (ends: readonly [Words, Words]) =>
  (text: Words): Asked =>
  (locale) => ({
    kind: 'scale',
    text: text[locale],
    required: true,
    low: ends[0][locale],
    high: ends[1][locale],
  });
const satisfied = scale(SATISFIED);
const needed = scale(USEFUL);

const choice =
  (kind: 'single' | 'multiple', text: Words, options: readonly Words[]): Asked =>
  (locale) => ({
    kind,
    text: text[locale],
    required: false,
    options: options.map((option) => option[locale]),
  });
const words =
  (text: Words): Asked =>
  (locale) => ({ kind: 'text', text: text[locale], required: false });

interface Pattern {
  title: Words;
  intro: Words;
  questions: readonly Asked[];
}

const WITHOUT_NAMES: Words = {
  vi: 'Phiếu không ghi tên. Ý kiến được dùng để nâng cao chất lượng các lớp sau.',
  en: 'Answers are without names. They help to make later courses better.',
};

const PATTERNS: Record<Template, Pattern> = {
  quality: {
    title: { vi: 'Khảo sát chất lượng lớp bồi dưỡng', en: 'Quality of the course' },
    intro: WITHOUT_NAMES,
    questions: [
      satisfied({
        vi: 'Nội dung chuyên đề thiết thực với công việc',
        en: 'The topics are of use in my work',
      }),
      satisfied({
        vi: 'Phương pháp giảng dạy của giảng viên',
        en: 'How the lecturers teach',
      }),
      satisfied({ vi: 'Tài liệu học tập', en: 'Materials' }),
      satisfied({ vi: 'Bài kiểm tra sát với nội dung đã học', en: 'Exams fit what was taught' }),
      satisfied({ vi: 'Công tác tổ chức, quản lý lớp', en: 'How the course is organised' }),
      satisfied({ vi: 'Mức độ hài lòng chung về lớp', en: 'The course as a whole' }),
      choice('single', { vi: 'Thời lượng của lớp', en: 'The length of the course' }, [
        { vi: 'Ngắn', en: 'Too short' },
        { vi: 'Phù hợp', en: 'Right' },
        { vi: 'Dài', en: 'Too long' },
      ]),
      choice('multiple', { vi: 'Hình thức học hữu ích nhất', en: 'What helped most' }, [
        { vi: 'Bài giảng trên lớp', en: 'Lectures' },
        { vi: 'Tự học trên hệ thống', en: 'Studying online' },
        { vi: 'Thảo luận, trao đổi', en: 'Discussion' },
        { vi: 'Luyện tập, kiểm tra', en: 'Practice and exams' },
        { vi: 'Nghiên cứu thực tế', en: 'Field studies' },
      ]),
      words({
        vi: 'Điều cần cải tiến để lớp sau tốt hơn',
        en: 'What should be better next time',
      }),
    ],
  },
  needs: {
    title: { vi: 'Khảo sát nhu cầu bồi dưỡng', en: 'What the class needs' },
    intro: WITHOUT_NAMES,
    questions: [
      needed({ vi: 'Cập nhật kiến thức lý luận chính trị', en: 'Political theory, brought up to date' }),
      needed({
        vi: 'Cập nhật chủ trương, chính sách, pháp luật mới',
        en: 'New policies and laws',
      }),
      needed({ vi: 'Kỹ năng công tác ở cơ sở', en: 'Skills for work at the grassroots' }),
      choice('single', { vi: 'Hình thức học phù hợp', en: 'The form that suits best' }, [
        { vi: 'Học tập trung', en: 'In class' },
        { vi: 'Học trực tuyến', en: 'Online' },
        { vi: 'Kết hợp', en: 'Both' },
      ]),
      choice('multiple', { vi: 'Thời gian học phù hợp', en: 'When it suits' }, [
        { vi: 'Trong giờ hành chính', en: 'In working hours' },
        { vi: 'Buổi tối', en: 'In the evening' },
        { vi: 'Cuối tuần', en: 'At weekends' },
      ]),
      words({ vi: 'Chuyên đề mong muốn được học', en: 'Topics to be taught' }),
    ],
  },
  blank: {
    title: { vi: 'Phiếu khảo sát mới', en: 'New survey' },
    intro: WITHOUT_NAMES,
    questions: [satisfied({ vi: 'Mức độ hài lòng chung', en: 'All in all' })],
  },
};

/** What a survey says that begins from a template. */
export function writtenFrom(template: Template, locale: Locale): WriteSurvey {
  const { title, intro, questions } = PATTERNS[template];
  return {
    title: title[locale],
    intro: intro[locale],
    questions: questions.map((asked) => asked(locale)),
    opensAt: null,
    closesAt: null,
  };
}
