import type { BehindReason, ClassLearners } from '@chuyen-de/contracts';

type Row = ClassLearners['rows'][number];
type Head = Pick<ClassLearners, 'topics' | 'exams'>;

/** What a reminder names: something that is left to do, and why it is named. */
export type ReminderItem =
  | { kind: 'topic'; code: string }
  | { kind: 'missed' | 'failed'; linkId: string }
  | { kind: 'start' | 'resume' };

const ITEMS: {
  [Kind in BehindReason['kind']]: (reason: Extract<BehindReason, { kind: Kind }>) => ReminderItem[];
} = {
  'topics-overdue': ({ topics }) => topics.map((code) => ({ kind: 'topic', code })),
  'exams-missed': ({ exams }) => exams.map((linkId) => ({ kind: 'missed', linkId })),
  'exams-not-passed': ({ exams }) => exams.map((linkId) => ({ kind: 'failed', linkId })),
  'not-begun': () => [{ kind: 'start' }],
  idle: () => [{ kind: 'resume' }],
};

const itemsOf = (reason: BehindReason): ReminderItem[] =>
  (ITEMS[reason.kind] as (reason: BehindReason) => ReminderItem[])(reason);

const keyOf = (item: ReminderItem): string =>
  'code' in item ? item.code : 'linkId' in item ? `${item.kind} ${item.linkId}` : item.kind;

/**
 * What to remind some people of, each thing once, in the order of the class: topics, exams, and the programme as a whole
 * where nothing else is to be named. It names nobody: what one person lacks is for nobody else.
 */
export function remindedOf(rows: readonly Pick<Row, 'reasons'>[], { topics, exams }: Head): ReminderItem[] {
  const named = new Map(
    rows.flatMap(({ reasons }) => reasons.flatMap(itemsOf)).map((item) => [keyOf(item), item]),
  );
  const inOrder = [
    ...topics.map(({ code }) => named.get(code)),
    ...exams.flatMap(({ linkId }) => [named.get(`missed ${linkId}`), named.get(`failed ${linkId}`)]),
  ].filter((item) => item !== undefined);
  if (inOrder.length > 0) return inOrder;
  return [named.get('start'), named.get('resume')].filter((item) => item !== undefined);
}
