import type { Member } from '../src/lti/index.ts';
import type { TestTool } from './lti-harness.ts';

/** What the tool reads of a roster, and whom it lists. */
export async function readAll(
  { lti }: Pick<TestTool, 'lti'>,
  of: { platformId: string; membershipsUrl: string },
) {
  const members: Member[] = [];
  const result = await lti.nrps.readMembers(of, (some) => void members.push(...some));
  return { ...result, members };
}
