import { z } from 'zod';
import { Code, LanguageMap, PersonName } from './vocabulary.ts';

/** `POST /api/exams/:code/dossiers`: has the dossier of an exam made, and answers it as a ZIP file. */
export const MakeDossier = z.strictObject({
  /** Until when the school is to keep it; null: nothing is said of that. */
  keepUntil: z.iso.date().nullable(),
});
export type MakeDossier = z.infer<typeof MakeDossier>;

/** A dossier that was made: who has the file can hold it against this. */
export const MadeDossier = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  by: PersonName,
  /** Attempts in it. */
  attempts: z.int(),
  /** Of its manifest, in hexadecimal digits: the manifest has that of every other file. */
  sha256: z.string(),
  keepUntil: z.iso.date().nullable(),
});
export type MadeDossier = z.infer<typeof MadeDossier>;

/** `GET /api/exams/:code/dossiers`: what a dossier would be made of now, and those that were made, newest first. */
export const DossierView = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  contextTitle: z.string().nullable(),
  attempts: z.strictObject({
    /** Under way. */
    open: z.int(),
    /** Ended, and answers of an outage may come yet. */
    unsettled: z.int(),
    /** Nothing can follow but marking by people. */
    final: z.int(),
    /** Of those: how many wait for it. */
    awaitsMarking: z.int(),
  }),
  /** When the exam closes for everybody; null: never. */
  closesAt: z.iso.datetime().nullable(),
  /** SHA-256 of the key by which this installation signs, in hexadecimal digits. */
  fingerprint: z.string(),
  dossiers: z.array(MadeDossier),
  serverNow: z.iso.datetime(),
});
export type DossierView = z.infer<typeof DossierView>;
