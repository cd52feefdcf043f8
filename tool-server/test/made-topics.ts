import type { MadeBank, MadeTopic, TopicDraft } from '@chuyen-de/contracts';
import type { Call } from './made-exams.ts';

const addressOf = (bank: string, code: string) => `/made-banks/${bank}/topics/${code}`;

/** The first topic of a bank, as those see it who may write it. */
export const topicOf = async (call: Call, bank: MadeBank, at = 0): Promise<MadeTopic> =>
  (await call<MadeTopic>('GET', addressOf(bank.code, bank.topics[at]!.code))).body;

/** What a lecturer writes. */
export const WRITTEN: TopicDraft = {
  summary: 'Những điều cần biết.',
  objectives: ['Nêu được khái niệm.', ''],
  materials: [],
  readingList: [{ title: 'Hiến pháp', number: '', date: '28/11/2013', clause: 'Điều 2' }],
  lecture: '# Nhà nước\n\n## Một\n\nNội dung **một**.\n\n## Hai\n\n| A | B |\n| - | - |\n| a | b |\n',
};

export const savedTopic = (
  call: Call,
  { bank, code, edition, draft }: MadeTopic,
  change: Partial<TopicDraft>,
) => call<MadeTopic>('PUT', `${addressOf(bank, code)}/draft`, { edition, draft: { ...draft, ...change } });

export const issuedTopic = (call: Call, { bank, code, edition }: MadeTopic) =>
  call<MadeTopic>('POST', `${addressOf(bank, code)}/issue`, { edition });

export const retiredTopic = (call: Call, { bank, code }: MadeTopic) =>
  call<MadeTopic>('POST', `${addressOf(bank, code)}/retirement`, {});

/** A topic that is written and issued. */
export async function writtenTopic(
  call: Call,
  bank: MadeBank,
  change: Partial<TopicDraft> = {},
): Promise<MadeTopic> {
  const { body: saved } = await savedTopic(call, await topicOf(call, bank), { ...WRITTEN, ...change });
  const { status, body } = await issuedTopic(call, saved);
  expect([status, body]).toEqual([200, expect.objectContaining({ state: 'issued' })]);
  return body;
}
