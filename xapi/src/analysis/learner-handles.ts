import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const IV_BYTES = 16;

/**
 * Handles by which the server finds a person again whom it has shown under a pseudonym: the agent's key, encrypted
 * so that the same agent has the same handle, and that no other text passes for one.
 * @see RFC 5297, whose idea this is: the initial vector follows from the plaintext and authenticates it
 */
export function makeLearnerHandles(installationKey: string) {
  const keyFor = (purpose: string): Buffer => createHmac('sha256', installationKey).update(purpose).digest();
  const encryption = keyFor('handles of learners: encryption');
  const authentication = keyFor('handles of learners: authentication');
  const ivOf = (agent: string): Buffer =>
    createHmac('sha256', authentication).update(agent).digest().subarray(0, IV_BYTES);

  return {
    handleOf(agent: string): string {
      const iv = ivOf(agent);
      const cipher = createCipheriv('aes-256-ctr', encryption, iv);
      return Buffer.concat([iv, cipher.update(agent, 'utf8'), cipher.final()]).toString('base64url');
    },

    /** The agent's key in a handle of ours; undefined for any other text. */
    agentIn(handle: string): string | undefined {
      const bytes = Buffer.from(handle, 'base64url');
      if (bytes.length <= IV_BYTES) return undefined;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-ctr', encryption, iv);
      const agent = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]);
      return timingSafeEqual(iv, ivOf(agent.toString('utf8'))) ? agent.toString('utf8') : undefined;
    },
  };
}

export type LearnerHandles = ReturnType<typeof makeLearnerHandles>;
