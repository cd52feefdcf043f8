import type { ItemRef } from '@chuyen-de/contracts';
import type { Catalogue } from './make-catalogue.ts';

export type FoundTopic = NonNullable<Awaited<ReturnType<Catalogue['findTopic']>>>;

type TopicBeside =
  { ok: true; found: FoundTopic } | { ok: false; error: { code: 'topic_not_found' | 'not_in_this_link' } };

/** A topic for whoever opened a link: one of a programme that the link opens something of. */
export async function findTopicBeside(
  catalogue: Pick<Catalogue, 'find' | 'findTopic'>,
  opened: ItemRef | undefined,
  code: string,
): Promise<TopicBeside> {
  const found = await catalogue.findTopic(code);
  if (!found) return { ok: false, error: { code: 'topic_not_found' } };
  const placement = opened && (await catalogue.find(opened));
  return placement?.programmes.some(({ _id }) => _id === found.placement.programme._id)
    ? { ok: true, found }
    : { ok: false, error: { code: 'not_in_this_link' } };
}
