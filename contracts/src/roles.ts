import { z } from 'zod';

/** To whom something belongs, or how far a role reaches: everything, an LMS (a school), a course of it. */
export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('installation') }),
  z.strictObject({ kind: z.literal('platform'), platformId: z.string() }),
  z.strictObject({ kind: z.literal('course'), platformId: z.string(), contextId: z.string() }),
]);
export type Scope = z.infer<typeof Scope>;

/**
 * Roles of the tool, which administrators grant beside those that the LMS says: soạn câu hỏi, thẩm định, ban tổ chức.
 * A role is here once there is something that it opens.
 */
export const ToolRole = z.enum(['author', 'appraiser', 'organiser']);
export type ToolRole = z.infer<typeof ToolRole>;
