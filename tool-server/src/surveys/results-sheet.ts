import {
  CSV_FORMS,
  SCALE_STEPS,
  type Locale,
  type QuestionResult,
  type SurveyResults,
} from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import { csvFile, onePage, xlsxFile, type Cell } from '@chuyen-de/xapi';

type Words = Record<Locale, string>;

const NAMES = {
  number: { vi: 'Câu', en: 'Question no.' },
  question: { vi: 'Nội dung câu hỏi', en: 'Question' },
  answer: { vi: 'Câu trả lời', en: 'Answer' },
  count: { vi: 'Số người chọn', en: 'Chosen by' },
  given: { vi: 'Số người trả lời', en: 'Answered by' },
  mean: { vi: 'Điểm trung bình', en: 'Mean' },
  withheld: { vi: 'Không hiển thị vì có ít hơn 5 câu trả lời', en: 'Not shown: fewer than 5 answers' },
  sheet: { vi: 'Kết quả khảo sát', en: 'Results' },
  notes: { vi: 'Ghi chú', en: 'Notes' },
  survey: { vi: 'Phiếu khảo sát', en: 'Survey' },
  answers: { vi: 'Số phiếu', en: 'Answers' },
} satisfies Record<string, Words>;

type Line = { answer: string; count?: number };

const stepText = ({ low, high }: { low: string; high: string }, step: number): string =>
  step === 1 ? `1 (${low})` : step === SCALE_STEPS ? `${SCALE_STEPS} (${high})` : `${step}`;

function linesOf(result: QuestionResult, locale: Locale): Line[] {
  switch (result.kind) {
    case 'withheld':
      return [{ answer: NAMES.withheld[locale] }];
    case 'text':
      return result.texts.map((answer) => ({ answer }));
    case 'options':
      return result.options.map((answer, index) => ({ answer, count: result.counts[index] ?? 0 }));
    case 'scale':
      return result.counts.map((count, index) => ({ answer: stepText(result, index + 1), count }));
  }
}

function tableOf({ questions }: SurveyResults, locale: Locale) {
  const rows = (questions ?? []).flatMap((result, index) =>
    linesOf(result, locale).map(({ answer, count }): (Cell | undefined)[] => [
      index + 1,
      result.text,
      answer,
      count,
      result.kind === 'withheld' ? undefined : result.given,
      result.kind === 'scale' ? Math.round(100 * result.mean) / 100 : undefined,
    ]),
  );
  const columns = [
    { title: NAMES.number[locale], width: 8, isTime: false },
    { title: NAMES.question[locale], width: 50, isTime: false },
    { title: NAMES.answer[locale], width: 50, isTime: false },
    { title: NAMES.count[locale], width: 14, isTime: false },
    { title: NAMES.given[locale], width: 16, isTime: false },
    { title: NAMES.mean[locale], width: 16, isTime: false },
  ];
  return { columns, pages: onePage(rows) };
}

const notesOf = ({ title, answers }: SurveyResults, locale: Locale) => ({
  sheet: NAMES.notes[locale],
  columns: [
    { title: '', width: 16, isTime: false },
    { title: '', width: 60, isTime: false },
  ],
  pages: onePage<(Cell | undefined)[][]>([
    [NAMES.survey[locale], title],
    [NAMES.answers[locale], answers],
  ]),
});

/** The forms in which results are handed out: what the page shows, and no more. */
export const RESULT_FILES = {
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: (results: SurveyResults, locale: Locale): AsyncIterable<Buffer | string> =>
      xlsxFile(tableOf(results, locale), {
        sheet: NAMES.sheet[locale],
        notes: notesOf(results, locale),
        zone: SCHOOL_ZONE,
      }),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    pieces: (results: SurveyResults, locale: Locale): AsyncIterable<Buffer | string> =>
      csvFile(tableOf(results, locale), { form: CSV_FORMS.excel, zone: SCHOOL_ZONE, resumed: false }),
  },
};
