import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { request } from 'undici';
import { enterAs } from './drills/sitting.ts';
import { LECTURER } from './launch-claims.ts';
import { makeQuestionTexts } from './question-texts.ts';
import type { Stage } from './stage.ts';
import { workbookOf } from './workbook.ts';

const TOPICS = 10;
const PER_FILE = 10_000;
/** As the page asks. */
const ASK_AGAIN_MS = 500;
const PATIENCE_MS = 600_000;

const bankIn = ({ text }: { text: string }) => JSON.parse(text) as MadeBank;
const importIn = ({ text }: { text: string }) => JSON.parse(text) as QuestionImport;

/** The bank of a course, and its lecturer who brings files of questions into it. */
export async function makeMadeBank(stage: Stage, content: string) {
  const lecturer = await enterAs(LECTURER, stage);
  const make = (path: string, status: number, method: 'POST' | 'PUT', json: object) =>
    lecturer.ask(path, status, `/api/made-banks${path}`, { method, json });
  const title = 'Ngân hàng';
  const { code, edition } = bankIn(await make('', 201, 'POST', { owner: 'course', title }));
  const names = Array.from({ length: TOPICS }, (_, index) => `Chuyên đề ${index + 1}`);
  const topics = names.map((name) => ({ title: name }));
  const bank = bankIn(await make(`/${code}`, 200, 'PUT', { edition, title, topics }));
  const makeTexts = makeQuestionTexts(content, names);
  return { lecturer, bank, nextFile: (count: number): Buffer => workbookOf(makeTexts(count)), stage };
}

export type BenchBank = Awaited<ReturnType<typeof makeMadeBank>>;

const addressOf = ({ bank }: BenchBank, id = ''): string => `/api/made-banks/${bank.code}/imports${id}`;

const importAt = async (bank: BenchBank, id: string): Promise<QuestionImport> =>
  importIn(await bank.lecturer.ask('import', 200, addressOf(bank, `/${id}`)));

/** Asks until an import is no longer under way, as the page does. */
async function untilDone(bank: BenchBank, id: string, wanted: QuestionImport['state']) {
  const limit = performance.now() + PATIENCE_MS;
  for (;;) {
    const read = await importAt(bank, id);
    if (read.state === wanted) return read;
    if (performance.now() > limit) throw new Error(`the import is ${read.state}`);
    await sleep(ASK_AGAIN_MS);
  }
}

/** Sends a file, and waits until every question of it can be looked at. */
export async function readFile(bank: BenchBank, file: Buffer): Promise<QuestionImport> {
  const { lecturer, stage } = bank;
  const query = new URLSearchParams({
    name: 'ngan-hang.xlsx',
    topic: bank.bank.topics[0]?.code ?? '',
    level: 'recall',
  });
  const { statusCode, body } = await request(`${stage.tool.url}${addressOf(bank)}?${query.toString()}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${lecturer.token() ?? ''}`,
      'content-type': 'application/octet-stream',
    },
    body: file,
    headersTimeout: PATIENCE_MS,
  });
  const text = await body.text();
  if (statusCode > 202) throw new Error(`the file was answered ${statusCode}: ${text.slice(0, 300)}`);
  return untilDone(bank, importIn({ text }).id, 'open');
}

/** Brings all that was found into the bank. */
export async function confirm(bank: BenchBank, id: string): Promise<void> {
  await bank.lecturer.ask('confirm', 200, addressOf(bank, `/${id}/confirmation`), {
    method: 'POST',
    json: { without: [] },
  });
  await untilDone(bank, id, 'confirmed');
}

/** Brings questions in until the bank has so many. */
export async function fill(bank: BenchBank, questions: number): Promise<void> {
  for (let there = 0; there < questions; there += PER_FILE) {
    const { id } = await readFile(bank, bank.nextFile(Math.min(PER_FILE, questions - there)));
    await confirm(bank, id);
  }
}
