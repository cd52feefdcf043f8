import { randomBytes } from 'node:crypto';
import { CERTIFICATE_CHARACTERS, groupedCode, type CertificateRule } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readableLetters } from '../kernel/readable-letters.ts';
import { isDuplicateKey, owe } from '../storage/index.ts';
import { certificateFormModel, type CertificateForm } from './certificate-form.model.ts';
import { certificateModel, type StoredCertificate } from './certificate.model.ts';

const newNumber = (): string => groupedCode(readableLetters(randomBytes(CERTIFICATE_CHARACTERS)));

const holdingOf = (classId: string, personId: string): string => `${classId} ${personId}`;

const entryOf = (deed: 'issued' | 'revoked', number: string, by: string): AdministrativeEntry => ({
  deed: `certificate-${deed}`,
  by: `person:${by}`,
  subject: { kind: 'certificate', id: number },
});

interface Giving {
  classId: string;
  by: string;
  personId: string;
  content: StoredCertificate['content'];
}

const makeGiving = (certificates: Model<StoredCertificate>, clock: Clock) => ({
  /** Gives somebody a certificate, who may hold one already: then nothing happens. */
  async give({ classId, by, personId, content }: Giving): Promise<void> {
    const issuedAt = clock.now();
    const number = newNumber();
    const owed = [owe('audit', issuedAt, { ...entryOf('issued', number, by) })];
    const holding = holdingOf(classId, personId);
    const certificate = { _id: number, classId, personId, content, issuedAt, revoked: null, holding, owed };
    try {
      await certificates.insertMany([certificate], { lean: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  },

  /** False: the class has no such certificate in force. */
  async revoke(
    number: string,
    { classId, by, reason }: { classId: string; by: string; reason: string },
  ): Promise<boolean> {
    const at = clock.now();
    const entry = { ...entryOf('revoked', number, by), reason };
    const { modifiedCount } = await certificates.updateOne(
      { _id: number, classId, revoked: null },
      {
        $set: { revoked: { at, reason } },
        $unset: { holding: true },
        $push: { owed: owe('audit', at, { ...entry }) },
      },
    );
    return modifiedCount === 1;
  },
});

const makeForms = (forms: Model<CertificateForm>) => ({
  formOf: (classId: string): Promise<CertificateForm | null> =>
    forms.findById(classId).lean<CertificateForm>(),

  /** False: somebody else has changed it since that change. */
  async setForm(
    classId: string,
    { rule, words, change }: { rule: CertificateRule } & Pick<CertificateForm, 'words' | 'change'>,
  ): Promise<boolean> {
    try {
      const { modifiedCount, upsertedCount } = await forms.updateOne(
        { _id: classId, change },
        { $set: { rule, words, change: change + 1 } },
        { upsert: change === 0 },
      );
      return modifiedCount + upsertedCount === 1;
    } catch (error) {
      // It is there, with a later change.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },
});

/** Certificates, and by what rule and in which words classes give them. */
export function makeCertificateStore({ connection, clock }: { connection: Connection; clock: Clock }) {
  const certificates = certificateModel(connection);
  const forms = certificateFormModel(connection);
  return {
    certificates,
    models: [certificates, forms],
    ...makeForms(forms),
    ...makeGiving(certificates, clock),

    find: (number: string): Promise<StoredCertificate | null> =>
      certificates.findById(number).lean<StoredCertificate>(),

    heldBy: (classId: string, personId: string): Promise<StoredCertificate | null> =>
      certificates.findOne({ holding: holdingOf(classId, personId) }).lean<StoredCertificate>(),

    /** Those of a class that are in force. */
    inForce: (classId: string): Promise<StoredCertificate[]> =>
      certificates.find({ classId, revoked: null }).sort({ issuedAt: 1 }).lean<StoredCertificate[]>(),
  };
}

export type CertificateStore = ReturnType<typeof makeCertificateStore>;
