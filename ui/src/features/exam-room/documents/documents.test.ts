import type { ClassRow, LedgerDeed, Score, SealedLogEntry } from '@chuyen-de/contracts';
import { bandOf } from '@chuyen-de/contracts/bands';
import { unzipSync } from 'fflate';
import { createIntl } from 'react-intl';
import { pdfContent } from '../../../documents/pdf-content.ts';
import { toWord } from '../../../documents/to-word.ts';
import { commonMessages } from '../../../i18n/vi/common.ts';
import { examDocumentsMessages } from '../../../i18n/vi/exam-documents.ts';
import type { DocumentSources, DocumentWords } from './exam-document.ts';
import { deedsOf, minutes } from './minutes.ts';
import { resultList } from './result-list.ts';
import { scoreInWords } from './score-words.ts';

const messages: Record<string, string> = { ...commonMessages, ...examDocumentsMessages };
const intl = createIntl({ locale: 'vi', messages });
const words: DocumentWords = {
  text: ({ vi }) => vi,
  mark: (value) => intl.formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  percent: (share) => intl.formatNumber(share, { style: 'percent' }),
  dateTime: (at) => at.slice(0, 16),
  nameOf: ({ name, number }) => name ?? `Học viên ${number}`,
  band: (score) => intl.formatMessage({ id: `app.band.${bandOf(score)}` }),
  tell: (id, values) => intl.formatMessage({ id: `documents.tell.${id}` }, values),
};
const sources: DocumentSources = {
  about: {
    title: { vi: 'Kiểm tra cuối khóa' },
    contextTitle: 'Lớp K52',
    // It is the next year already at the school.
    serverNow: '2026-12-31T20:00:00.000Z',
  },
  heading: {
    top: 'party',
    authority: 'Tỉnh ủy Nghệ An',
    school: 'Trường Chính trị',
    occasion: '',
    place: 'Vinh',
  },
  words,
};

const aScore = (outOfTen: number): Score => ({
  given: outOfTen,
  maximum: 10,
  outOfTen,
  passed: outOfTen >= 5,
});

let people = 0;
const aRow = (name: string | null, over: Partial<ClassRow> = {}): ClassRow => ({
  person: { id: String((people += 1)), name, email: null, number: '000017' },
  ...{ inRoster: true, state: 'done', attempts: 1, startedAt: null, lastSavedAt: null },
  ...{ doneAt: '2026-12-31T10:00:00.000Z', progress: 1, score: null, replayedLate: 0, lateSeconds: 0 },
  ...{ awaitsMarking: 0, accommodation: null, sitting: null, grade: null },
  ...over,
});

/** What a reader of the Word file reads, paragraph by paragraph. */
async function wordsOf(printed: Parameters<typeof toWord>[0]): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await toWord(printed)));
  const xml = new TextDecoder().decode(files['word/document.xml']);
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .filter((text) => text !== '');
}

describe('a mark in words', () => {
  it.each([
    [0, 'Không'],
    [7, 'Bảy'],
    [7.5, 'Bảy phẩy năm'],
    [0.1, 'Không phẩy một'],
    [10, 'Mười'],
  ])('of %d', (mark, said) => {
    expect(scoreInWords(mark, words.tell)).toBe(said);
  });
});

describe('a result list', () => {
  const rows = [
    aRow('Nguyễn Thị An', { score: aScore(9.5) }),
    aRow(null, { score: aScore(4.9) }),
    aRow('Trần Văn Bình', { state: 'not-started', doneAt: null, inRoster: false }),
    aRow('Lê Chi', { awaitsMarking: 2 }),
  ];

  it('has everybody with their mark in figures and in words, and sums them up', async () => {
    const said = await wordsOf(resultList(sources, rows));
    const an = said.indexOf('Nguyễn Thị An');
    expect(said.slice(an - 1, an + 5)).toEqual([
      '1',
      'Nguyễn Thị An',
      '2026-12-31T10:00',
      '9,5',
      'Chín phẩy năm',
      'Đạt, loại xuất sắc',
    ]);
    for (const line of [
      'Học viên 000017',
      'Vắng; Không còn trong lớp',
      'Chờ chấm',
      'Danh sách có 4 người: 2 người có điểm, 1 người chưa làm bài.',
      'Xếp loại (trong số có điểm): Đạt, loại xuất sắc: 1 (50%); Không đạt: 1 (50%).',
      'NGƯỜI LẬP BẢNG',
    ])
      expect(said).toContain(line);
  });

  it('begins as the office that makes it does, in the year of the school', async () => {
    const said = await wordsOf(resultList(sources, rows));
    expect(said.slice(0, 4)).toEqual([
      'TỈNH ỦY NGHỆ AN',
      'TRƯỜNG CHÍNH TRỊ',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Vinh, ngày .... tháng .... năm 2027',
    ]);
    const ofState = await wordsOf(
      resultList(
        { ...sources, heading: { ...sources.heading, top: 'state', authority: '', school: '' } },
        [],
      ),
    );
    expect(ofState.slice(0, 2)).toEqual([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
    ]);
    expect(ofState).toContain('Chưa có điểm để xếp loại.');
  });

  it('says the same as a file of its pages', () => {
    expect(JSON.stringify(pdfContent(resultList(sources, rows)))).toContain('Chín phẩy năm');
  });
});

describe('the list of one sitting', () => {
  const satIn = (name: string) => ({ id: name, name });
  it('names it below the exam, and everybody’s where it is of all', async () => {
    const one = [aRow('Nguyễn Thị An', { sitting: satIn('Ca 1') })];
    const ofOne = { ...sources, about: { ...sources.about, sitting: 'Ca 1' } };
    expect(await wordsOf(resultList(ofOne, one))).toContain('Ca thi: Ca 1');
    const ofAll = await wordsOf(resultList(sources, one));
    expect(ofAll).not.toContain('Ca thi: Ca 1');
    expect(ofAll).toContain('Ca 1');
  });
});

describe('whom of the ledger minutes of a sitting tell', () => {
  const deed = (over: object) => ({ kind: 'pause', people: null, sitting: null, ...over }) as never;
  it('is that sitting, somebody in it, and everybody', () => {
    const told = deedsOf(
      [
        deed({ id: 'all' }),
        deed({ id: 'mine', sitting: { id: 'a' } }),
        deed({ id: 'other', sitting: { id: 'b' } }),
        deed({ id: 'one of us', people: [{ id: 'an' }] }),
        deed({ id: 'one of them', people: [{ id: 'binh' }] }),
        deed({ id: 'made', kind: 'sitting', sitting: { id: 'a' } }),
      ],
      { id: 'a', people: new Set(['an']) },
    );
    expect(told.map(({ id }) => id)).toEqual(['all', 'mine', 'one of us']);
  });
});

describe('the minutes of an exam', () => {
  const deed: LedgerDeed = {
    ...{ id: 'd', kind: 'pause', at: '2026-12-31T09:00:00.000Z', by: 'Nguyễn Thị Thu', people: null },
    ...{ minutes: null, accommodation: null, sitting: null, change: null, reason: 'Mất điện phòng 2' },
  };
  const log: SealedLogEntry = {
    ...{ id: 'f', person: { id: 'p', name: 'Nguyễn Thị An', number: '000017' } },
    ...{ at: '2026-12-31T10:00:00.000Z', by: 'Nguyễn Thị Thu', outcome: 'refused', taken: 0, refused: 2 },
    ...{ reason: 'answers_too_late', from: null, to: null, longestGapSeconds: null, takenIn: null },
    can: { takeIn: true },
  };
  const minutesOf = (deeds: LedgerDeed[], logs: SealedLogEntry[] = []) =>
    minutes({
      ...sources,
      figures: { people: 4, started: 3, done: 2 },
      deeds,
      saidOf: ({ kind }) => ({ what: kind, given: ['Thời gian ×1,5'] }),
      everybody: 'Tất cả',
      logs,
      toldOf: ({ outcome }) => ({ what: outcome, decided: 'Nhận muộn', times: 'Từ 9:00' }),
    });

  it('name the sitting that something was done to', async () => {
    const said = await wordsOf(minutesOf([{ ...deed, sitting: { id: 's', name: 'Ca 1' } }]));
    expect(said).toContain('Ca 1');
    expect(said).not.toContain('Tất cả');
  });

  it('list the files that were handed over, with what was decided on them', async () => {
    const said = await wordsOf(minutesOf([], [log]));
    const at = said.indexOf('Tệp bài làm từ máy mất mạng:');
    expect(said.slice(at + 9, at + 14)).toEqual([
      'Nguyễn Thị An',
      'refused',
      'Nhận muộn',
      'Từ 9:00',
      'Nguyễn Thị Thu',
    ]);
    expect(said).not.toContain('Không có sự cố, không ai được thay đổi thời gian làm bài.');
  });

  it('copy what was done, to whom, why and by whom', async () => {
    const said = await wordsOf(minutesOf([deed]));
    const at = said.indexOf('pause');
    expect(said.slice(at, at + 5)).toEqual([
      'pause',
      'Thời gian ×1,5',
      'Tất cả',
      'Mất điện phòng 2',
      'Nguyễn Thị Thu',
    ]);
    expect(said).toContain(
      'Số người trong danh sách: 4; đã vào làm bài: 3; đã nộp bài: 2; không làm bài: 1.',
    );
  });

  it('say so where nothing happened', async () => {
    expect(await wordsOf(minutesOf([]))).toContain(
      'Không có sự cố, không ai được thay đổi thời gian làm bài.',
    );
  });
});
