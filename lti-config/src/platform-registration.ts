import { z } from 'zod';

const PLACEHOLDER = /<[^<>]*>/;
const filled = z
  .string()
  .min(1)
  .refine((text) => !PLACEHOLDER.test(text), 'still contains a placeholder in <…>');
const address = filled.pipe(z.url({ protocol: /^https?$/, error: 'has to be an http(s) address' }));

/** One LMS as an administrator enters it by hand: the files of `platforms/` with their placeholders filled in. */
export const PlatformRegistration = z.strictObject({
  /** What people call this LMS. */
  name: filled,
  /** Product: moodle, canvas … */
  family: filled.optional(),
  /** Exactly as the LMS writes it in its tokens. */
  issuer: filled,
  clientId: filled,
  authorizationEndpoint: address,
  tokenEndpoint: address,
  /** Audience of token requests, where it is not the token endpoint. */
  tokenAudience: filled.optional(),
  keySetUrl: address,
  /** Deployments that may launch. */
  deploymentIds: z.array(filled).default([]),
  /** Whether a launch of an unknown deployment enters it (Canvas), or is refused. */
  learnDeployments: z.boolean().default(false),
});
export type PlatformRegistration = z.infer<typeof PlatformRegistration>;

export type PlatformRegistrationResult =
  { ok: true; registration: PlatformRegistration } | { ok: false; faults: string[] };

const WithReachableDeployments = PlatformRegistration.refine(
  ({ deploymentIds, learnDeployments }) => learnDeployments || deploymentIds.length > 0,
  {
    path: ['deploymentIds'],
    error: 'names no deployment, and "learnDeployments" is not true: nothing could launch',
  },
);

/** Reads a registration file, or lists every fault in it. */
export function parsePlatformRegistration(text: string): PlatformRegistrationResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [`not JSON: ${error instanceof Error ? error.message : 'unreadable'}`] };
  }
  const parsed = WithReachableDeployments.safeParse(json);
  if (parsed.success) return { ok: true, registration: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`),
  };
}
