import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { PATHS } from './engine.ts';
import { invitationModel, type StoredInvitation } from './invitation.model.ts';

export type InvitationCheck =
  { ok: true } | { ok: false; reason: 'invitation_unknown' | 'invitation_used' | 'invitation_expired' };

interface Deps {
  connection: Connection;
  clock: Clock;
  publicUrl: string;
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');

/** One-time permissions to register an LMS, given out by an administrator. */
export function makeInvitations({ connection, clock, publicUrl }: Deps) {
  const model = invitationModel(connection);

  async function check(code: string): Promise<InvitationCheck> {
    const found = await model.findById(hashOf(code)).lean<StoredInvitation>();
    if (!found) return { ok: false, reason: 'invitation_unknown' };
    if (found.usedAt) return { ok: false, reason: 'invitation_used' };
    return found.expiresAt > clock.now() ? { ok: true } : { ok: false, reason: 'invitation_expired' };
  }

  return {
    /** The address to give to the LMS, once. */
    async create({ ttlHours, note }: { ttlHours: number; note?: string | undefined }): Promise<{
      url: string;
      expiresAt: Date;
    }> {
      const code = randomBytes(24).toString('base64url');
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + ttlHours * 3_600_000);
      await model.create({ _id: hashOf(code), note, createdAt: now, expiresAt });
      return { url: `${publicUrl}${PATHS.register}?invitation=${code}`, expiresAt };
    },

    check,

    /** Uses an invitation up; of concurrent takers one succeeds. */
    async take(code: string): Promise<InvitationCheck> {
      const taken = await model.updateOne(
        { _id: hashOf(code), usedAt: null, expiresAt: { $gt: clock.now() } },
        { $set: { usedAt: clock.now() } },
      );
      if (taken.modifiedCount === 1) return { ok: true };
      const found = await check(code);
      return found.ok ? { ok: false, reason: 'invitation_used' } : found;
    },

    /** Gives an invitation back after a registration that came to nothing. */
    async giveBack(code: string): Promise<void> {
      await model.updateOne({ _id: hashOf(code) }, { $set: { usedAt: null } });
    },
  };
}

export type Invitations = ReturnType<typeof makeInvitations>;
