import { z } from 'zod';
import { DeedReason } from './exams.ts';
import { groupedCode, tidied } from './receipts.ts';
import { boundedList, freeText, LanguageMap, PersonName } from './vocabulary.ts';

/** Of a number: eighty bits, which nobody guesses. */
export const CERTIFICATE_CHARACTERS = 16;

/** What has to be done for a certificate: all topics of the programme, a pass in all exams of the class, or both. */
export const CertificateRule = z.enum(['topics', 'exams', 'both']);
export type CertificateRule = z.infer<typeof CertificateRule>;

const line = (most: number) => z.union([z.literal(''), freeText(1, most)]);

/** The words of certificates that are the same for everybody of a class. */
export const CertificateWords = z.strictObject({
  /** Who is above whoever gives it, and who gives it: lines at the top. */
  authority: line(120),
  school: freeText(1, 120),
  title: freeText(1, 80),
  /** What stands between the name and the programme. */
  text: freeText(1, 300),
  place: freeText(1, 60),
  signerTitle: freeText(1, 80),
  signer: line(80),
});
export type CertificateWords = z.infer<typeof CertificateWords>;

/** `PUT /api/classes/:code/certificates/form`; `change` is that of the form which was changed. */
export const SetCertificateForm = z.strictObject({
  rule: CertificateRule,
  words: CertificateWords,
  change: z.int().min(0),
});

/** A certificate as its paper says it, which never changes. */
export const CertificateContent = CertificateWords.extend({
  /** Null: whoever it was given to has been forgotten. */
  name: PersonName,
  programme: LanguageMap,
  issuedAt: z.iso.datetime(),
});
export type CertificateContent = z.infer<typeof CertificateContent>;

/** `GET /api/classes/:code/certificate`: that of whoever asks; null: there is none. */
export const Certificate = z.strictObject({
  number: z.string(),
  content: CertificateContent,
});
export type Certificate = z.infer<typeof Certificate>;
export const OwnCertificate = z.strictObject({ certificate: Certificate.nullable() });
export type OwnCertificate = z.infer<typeof OwnCertificate>;

export const CertificatesFilter = z.enum(['all', 'ready', 'lacking', 'issued']);
export type CertificatesFilter = z.infer<typeof CertificatesFilter>;

/** Query of `GET /api/classes/:code/certificates`. */
export const CertificatesQuery = z.object({
  filter: CertificatesFilter.default('all'),
  search: z.string().max(200).default(''),
  page: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).default(1),
});

/** `GET /api/classes/:code/certificates`, which all that is done to them answers as well. */
export const ClassCertificates = z.strictObject({
  title: LanguageMap,
  contextTitle: z.string().nullable(),
  /** Null words: nobody has written them yet. */
  form: z.strictObject({ rule: CertificateRule, words: CertificateWords.nullable(), change: z.int() }),
  topics: z.int(),
  exams: z.array(z.strictObject({ linkId: z.string(), title: LanguageMap })),
  /** `unnamed`: they meet the rule, and their LMS does not tell what they are called. */
  figures: z.strictObject({ people: z.int(), ready: z.int(), unnamed: z.int(), issued: z.int() }),
  rows: z.array(
    z.strictObject({
      person: z.strictObject({ id: z.string(), name: PersonName }),
      /** What they have yet to do: topics by how many, exams by their links. */
      lacks: z.strictObject({ topics: z.int(), exams: z.array(z.string()) }),
      /** Those who meet the rule, have a name, and hold none. */
      ready: z.boolean(),
      certificate: Certificate.nullable(),
    }),
  ),
  found: z.int(),
  page: z.int(),
  pages: z.int(),
  can: z.strictObject({ lead: z.boolean() }),
});
export type ClassCertificates = z.infer<typeof ClassCertificates>;

/** `POST /api/classes/:code/certificates`: to those of them who meet the rule; without them, to everybody who does. */
export const IssueCertificates = z.strictObject({
  people: boundedList(z.string().max(64), 50).optional(),
});

/** `POST /api/classes/:code/certificates/:number/revocation` */
export const RevokeCertificate = z.strictObject({ reason: DeedReason });

/** `POST /api/certificates/checks`, for whoever holds one, without a session. Answers `CertificateChecked`. */
export const CheckCertificate = z.strictObject({ number: z.string().max(100) });

/** What is told of a number: no more than its paper says, and whether it holds. */
export const CertificateChecked = z.discriminatedUnion('genuine', [
  z.strictObject({ genuine: z.literal(false) }),
  z.strictObject({
    genuine: z.literal(true),
    content: CertificateContent,
    revokedAt: z.iso.datetime().nullable(),
  }),
]);
export type CertificateChecked = z.infer<typeof CertificateChecked>;

/** A number as it was typed or scanned, as it is stored. */
export const certificateNumber = (typed: string): string => groupedCode(tidied(typed));
