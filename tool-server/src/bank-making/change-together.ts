import type {
  ChangedTogether,
  ChangeTogether,
  EditTogether,
  QuestionDraft,
  QuestionField,
  WhyNotChanged,
} from '@chuyen-de/contracts';
import { joinedTags, MOST_TAGS, tagKey } from '@chuyen-de/contracts/tag-words';
import type { Appraisals } from '../appraisal/index.ts';
import type { Audit } from '../audit/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { makeSaveQuestion } from './change-question.ts';
import type { FindCited } from './cite-sources.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { QuestionStore } from './question-store.ts';
import { changedFields } from './question.rules.ts';

interface Deps {
  questions: Pick<QuestionStore, 'find'>;
  saveQuestion: ReturnType<typeof makeSaveQuestion>;
  findCited: FindCited;
  appraisals: Pick<Appraisals, 'openOf' | 'blindAmong' | 'end'>;
  audit: Pick<Audit, 'note'>;
  clock: Clock;
}

type Seen = ChangeTogether['questions'][number];
type Outcome = { fields: QuestionField[] } | { why: WhyNotChanged };

/** What a question says with a change that is made to several. */
function edited({ topic, level, content, tags = [] }: StoredQuestion, edit: EditTogether): QuestionDraft {
  const gone = new Set((edit.removeTags ?? []).map(tagKey));
  const kept = tags.filter((tag) => !gone.has(tagKey(tag)));
  const { sourceText: _, ...others } = content;
  return {
    topic: edit.topic ?? topic,
    level: edit.level ?? level,
    content: edit.source ? { ...others, type: content.type, source: edit.source } : content,
    tags: joinedTags(kept, edit.addTags ?? []),
  };
}

const WHY = {
  question_in_review: 'in_review',
  question_changed: 'changed',
  question_not_found: 'changed',
} as const satisfies Record<string, WhyNotChanged>;

async function editOne(
  { questions, saveQuestion }: Deps,
  bank: MadeBank,
  { code, edition, edit, by }: Seen & { edit: EditTogether; by: string },
): Promise<Outcome> {
  const before = await questions.find(bank._id, code);
  if (before?.edition !== edition || before.state === 'found') return { why: 'changed' };
  const draft = edited(before, edit);
  if ((draft.tags ?? []).length > MOST_TAGS) return { why: 'tags_full' };
  const saved = await saveQuestion({ bank, code, edition, by, draft, deed: { as: 'together' } });
  return saved.ok ? { fields: changedFields(before, draft) } : { why: WHY[saved.error.code] };
}

/** Takes a question back from its council; whoever has to find its key is not told it by that. */
async function withdrawOne({ appraisals }: Deps, bank: MadeBank, code: string, by: string): Promise<Outcome> {
  if ((await appraisals.blindAmong([code], by)).length > 0) return { why: 'appraise_first' };
  const [open] = await appraisals.openOf([code]);
  if (open?.bank !== bank._id) return { why: 'not_in_review' };
  const done = await appraisals.end(open, 'withdrawn', by);
  return done.ok ? { fields: [] } : { why: 'changed' };
}

type Refused = { ok: false; error: { code: 'bank_topic_unknown' | 'source_clause_unknown' } };

/** What would be wrong with all of them. */
async function refusalOf(
  { findCited }: Deps,
  bank: MadeBank,
  { topic, source }: EditTogether,
): Promise<Refused | undefined> {
  if (topic !== undefined && !bank.topics.some(({ code }) => code === topic))
    return { ok: false, error: { code: 'bank_topic_unknown' } };
  if (source && !(await findCited(bank, [source]))[0])
    return { ok: false, error: { code: 'source_clause_unknown' } };
  return undefined;
}

/**
 * Makes what changes several questions at once, each as it was seen and by itself: what is before a council, or was
 * changed meanwhile, stays as it is, and is said. The audit hears of all together; each has what it said before in its
 * history.
 */
export const makeChangeTogether =
  (deps: Deps) =>
  async (
    bank: MadeBank,
    { questions, change }: ChangeTogether,
    by: string,
  ): Promise<{ ok: true; changed: ChangedTogether } | Refused> => {
    const refusal = 'withdraw' in change ? undefined : await refusalOf(deps, bank, change);
    if (refusal) return refusal;
    const changed: ChangedTogether = { done: [], same: [], refused: [] };
    for (const seen of questions) {
      const { code } = seen;
      const outcome =
        'withdraw' in change
          ? await withdrawOne(deps, bank, code, by)
          : await editOne(deps, bank, { ...seen, edit: change, by });
      if ('why' in outcome) changed.refused.push({ code, why: outcome.why });
      else if (outcome.fields.length === 0 && !('withdraw' in change)) changed.same.push(code);
      else changed.done.push({ code, fields: outcome.fields });
    }
    if (changed.done.length > 0)
      await deps.audit.note({
        at: deps.clock.now(),
        deed: 'questions-changed',
        by: `person:${by}`,
        subject: { kind: 'bank', id: bank._id },
        after: {
          change,
          questions: changed.done.map(({ code }) => code),
          refused: changed.refused.length,
        },
      });
    return { ok: true, changed };
  };
