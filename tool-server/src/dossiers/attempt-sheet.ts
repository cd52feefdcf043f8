import type { Locale } from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import {
  isMarkedByPerson,
  textIn,
  typeOf,
  type QuestionContent,
  type QuestionResponse,
} from '@chuyen-de/question-types';
import type { QuestionRevision } from '../bank/index.ts';
import {
  keyed,
  markingsOf,
  type Attempt,
  type PaperSlot,
  type Ruling,
  type Rulings,
} from '../exams/index.ts';
import { escapeHtml } from '../http/index.ts';
import type { NamedPerson, PersonOf } from './attempt-record.ts';
import { sheetWords } from './sheet-words.ts';

/** What a sheet is written of. */
export interface SheetSources {
  attempt: Attempt;
  person: NamedPerson;
  personOf: PersonOf;
  /** The contents of the paper's questions, by slot. */
  questions: ReadonlyMap<number, QuestionRevision>;
  rulings: Rulings;
  course: string | null;
  /** Where the attempt stands as data. */
  file: string;
  locale: Locale;
}

const STYLE = `body{font:12pt/1.5 "Times New Roman",serif;max-width:45em;margin:2em auto;padding:0 1em}h1{font-size:1.3em}h2{font-size:1.05em;margin:.2em 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}dt{font-weight:bold}dd{margin:0}
section{border-top:1px solid #999;padding:.6em 0;break-inside:avoid}p{margin:.2em 0;white-space:pre-wrap}.note{font-style:italic}`;

/** Each takes longer to make than a sheet to write, and memory that comes back late: one for each language. */
const FORMATS: Record<Locale, { time: Intl.DateTimeFormat; number: Intl.NumberFormat }> = {
  vi: formatsOf('vi-VN'),
  en: formatsOf('en-GB'),
};

/** Seconds matter where an end is disputed; the offset is the school's. Numbers are `8,5` in Vietnamese. */
function formatsOf(tag: string) {
  return {
    time: new Intl.DateTimeFormat(tag, {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone: SCHOOL_ZONE,
    }),
    number: new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }),
  };
}

const line = (label: string, value: string | number): string =>
  `<p><b>${escapeHtml(label)}:</b> ${escapeHtml(String(value))}</p>`;

/** What is right about a question by now, in words; undefined where only a person can tell. */
function keyWords(
  question: QuestionContent,
  { optionOrder }: PaperSlot,
  { ruling, locale }: { ruling: Ruling | undefined; locale: Locale },
): string | undefined {
  if (isMarkedByPerson(question.type)) return undefined;
  const type = typeOf(question.type);
  const paper = type.onPaper(question, optionOrder, locale);
  const right = paper.words(type.samples(keyed(question, ruling)).right);
  const also = (ruling?.also ?? []).map((response) => paper.words(response));
  return also.length === 0 ? right : `${right} (${sheetWords(locale).also}: ${also.join('; ')})`;
}

/** How an answer was marked, and what was decided of its question since. */
function outcomeLines({ attempt, personOf, locale }: SheetSources, slot: number, ruling: Ruling | undefined) {
  const words = sheetWords(locale);
  const result = attempt.results?.[slot];
  const marking = markingsOf(attempt, slot).at(-1);
  const by = marking && personOf(marking.by);
  const { number } = FORMATS[locale];
  return [
    result ? line(words.points, `${number.format(result.points)} / ${number.format(result.maximum)}`) : '',
    by ? line(words.marked, `${by.name ?? by.number}, ${FORMATS[locale].time.format(marking.at)}`) : '',
    marking?.comment === undefined ? '' : line(words.comment, marking.comment),
    ruling
      ? line(words.corrected, `${FORMATS[locale].time.format(ruling.last.at)}. ${ruling.last.reason}`)
      : '',
    ruling && ruling.counts !== 'asked' ? `<p class="note">${escapeHtml(words[ruling.counts])}</p>` : '',
  ].join('');
}

function answerLine(
  { attempt, locale }: SheetSources,
  slot: number,
  words: (of: QuestionResponse) => string,
) {
  const said = sheetWords(locale);
  const answer = attempt.answers[slot];
  const told = answer ? words(answer.response) : '';
  const saved = answer ? line(said.savedAt, FORMATS[locale].time.format(answer.savedAt)) : '';
  const late = answer?.late ? `<p class="note">${escapeHtml(said.late)}</p>` : '';
  return line(said.answer, told === '' ? said.nothing : told) + saved + late;
}

/** A place of the paper: what was asked and answered, what is right, and what it came to. */
function placeSection(sources: SheetSources, place: PaperSlot): string {
  const { questions, rulings, locale } = sources;
  const words = sheetWords(locale);
  const { slot, question: code, revision } = place;
  const question = questions.get(slot);
  const head = `<h2>${escapeHtml(`${words.question} ${slot}`)} <small>${escapeHtml(`${code}@${revision}`)}</small></h2>`;
  const ruling = rulings.get(slot);
  if (!question) return `<section>${head}<p class="note">${escapeHtml(words.lost)}</p></section>`;
  const paper = typeOf(question.type).onPaper(question, place.optionOrder, locale);
  const key = keyWords(question, place, { ruling, locale });
  return [
    `<section>${head}<p>${escapeHtml(textIn(question.stem, locale))}</p>`,
    ...paper.lines.map((part) => `<p>${escapeHtml(part)}</p>`),
    answerLine(sources, slot, (response) => paper.words(response)),
    key === undefined ? '' : line(words.key, key),
    outcomeLines(sources, slot, ruling),
    '</section>',
  ].join('\n');
}

function headTerms({ attempt, person, course, locale }: SheetSources): [string, string][] {
  const words = sheetWords(locale);
  const { score, corrected, removed, closedAt, closedBy, receipt, sitting, paperCode, startedAt } = attempt;
  const { time, number } = FORMATS[locale];
  const passed = score && (score.passed ? words.passed : words.failed);
  const ended = closedAt && `${time.format(closedAt)}${closedBy ? ` (${words.closedBy[closedBy]})` : ''}`;
  return [
    [words.number, person.number],
    [words.course, course ?? ''],
    [words.attempt, String(attempt.number)],
    [words.sitting, sitting?.name ?? ''],
    [words.paperCode, paperCode ?? ''],
    [words.startedAt, time.format(startedAt)],
    [words.closedAt, ended ?? ''],
    [
      words.score,
      score
        ? `${number.format(score.outOfTen)} (${number.format(score.given)} / ${number.format(score.maximum)}), ${passed ?? ''}`
        : words.waiting,
    ],
    [words.correctedFrom, corrected?.before ? number.format(corrected.before.outOfTen) : ''],
    [words.removed, removed ? `${time.format(removed.at)}. ${removed.reason}` : ''],
    [words.receipt, receipt ?? ''],
  ];
}

/**
 * An attempt as people read it, without anything but a browser: what was asked in the order of its paper, what was
 * answered and when, what is right by now, and what it came to. Nothing in it is fetched or run.
 */
export function attemptSheet(sources: SheetSources): string {
  const { attempt, person, file, locale } = sources;
  const title = `${person.name ?? person.number} – ${textIn(attempt.exam.title, locale)}`;
  const terms = headTerms(sources).filter(([, value]) => value !== '');
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>
<dl>${terms.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
${attempt.paper.map((place) => placeSection(sources, place)).join('\n')}
<p class="note">${escapeHtml(`${sheetWords(locale).data}: ${file}`)}</p></body></html>
`;
}
