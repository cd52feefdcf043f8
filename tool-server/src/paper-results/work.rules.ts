import type { PaperDoubt } from '@chuyen-de/contracts';
import { typeOf, type QuestionResponse } from '@chuyen-de/question-types';
import type { OnPaperWork, PaperSlot } from '../exams/index.ts';

interface Given {
  paperCode: string;
  answers: readonly string[] | null;
  mark: string | null;
}

interface FixedPaper {
  code: string;
  paper: PaperSlot[];
}

/** What a line says of somebody's work, and what is in doubt about it; without a work it cannot be entered. */
export interface ReadWork {
  work?: OnPaperWork;
  doubts: PaperDoubt[];
}

/** What people write where nothing was answered. */
const NOTHING = /^[-–—_.*0?]*$/u;

type Read = { response?: QuestionResponse } | 'unreadable' | 'not_lettered';

/** An answer as it is written down for a place of a paper. */
function readAnswer(place: PaperSlot, text: string): Read {
  const said = text.normalize('NFKC').trim();
  if (NOTHING.test(said) && !(place.type === 'numeric' && said === '0')) return {};
  const { written } = typeOf(place.type);
  if (!written) return 'not_lettered';
  const response = written(said, place.optionOrder);
  return response ? { response } : 'unreadable';
}

/** A code as the file has it: a spreadsheet makes 34 of 034. */
function findPaper(papers: readonly FixedPaper[], code: string): FixedPaper | undefined {
  const plain = (text: string): string => text.replace(/^0+(?=.)/u, '');
  const exact = papers.find((paper) => paper.code === code);
  const alike = papers.filter((paper) => plain(paper.code) === plain(code));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

const isGiven = (answers: Given['answers']): answers is readonly string[] =>
  answers?.some((answer) => answer.trim() !== '') === true;

function readAnswers({ paper, code }: FixedPaper, answers: readonly string[]): ReadWork {
  const doubts: PaperDoubt[] = [];
  const responses = new Map<number, QuestionResponse>();
  answers.forEach((text, index) => {
    const place = paper[index];
    const question = index + 1;
    if (!place) {
      if (!NOTHING.test(text.trim()) && !doubts.some((doubt) => doubt.code === 'too_many_answers'))
        doubts.push({ code: 'too_many_answers', question, value: text });
      return;
    }
    const read = readAnswer(place, text);
    if (read === 'unreadable') doubts.push({ code: 'answer_unreadable', question, value: text });
    else if (read === 'not_lettered') doubts.push({ code: 'question_not_lettered', question, value: text });
    else if (read.response) responses.set(place.slot, read.response);
  });
  return { ...(doubts.length === 0 && { work: { paperCode: code, paper, responses } }), doubts };
}

/** A mark on 0–10 with two decimals at the most; undefined: it is none. */
export function readMark(text: string): number | undefined {
  const said = text.normalize('NFKC').trim().replace(',', '.');
  const mark = /^\d{1,2}(\.\d+)?$/u.test(said) ? Math.round(Number(said) * 100) / 100 : NaN;
  return mark >= 0 && mark <= 10 ? mark : undefined;
}

/** What a line says of somebody's work: its answers where it has any, else its mark. */
export function readWork({ paperCode, answers, mark }: Given, papers: readonly FixedPaper[]): ReadWork {
  if (isGiven(answers)) {
    if (paperCode === '') return { doubts: [{ code: 'paper_missing' }] };
    const paper = findPaper(papers, paperCode);
    return paper ? readAnswers(paper, answers) : { doubts: [{ code: 'paper_unknown', value: paperCode }] };
  }
  if (mark === null) return { doubts: [{ code: 'nothing_given' }] };
  const read = readMark(mark);
  return read === undefined
    ? { doubts: [{ code: 'mark_unreadable', value: mark }] }
    : { work: { mark: read }, doubts: [] };
}
