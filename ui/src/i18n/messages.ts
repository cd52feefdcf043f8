import type { bankHistoryMessages } from './vi/bank-history.ts';
import type { bankImportMessages } from './vi/bank-import.ts';
import type { bankReportMessages } from './vi/bank-reports.ts';
import type { bankTogetherMessages } from './vi/bank-together.ts';
import type { bankMaterialMessages } from './vi/bank-materials.ts';
import type { bankViewMessages } from './vi/bank-views.ts';
import type { bankTopicMessages } from './vi/bank-topics.ts';
import type { appraisalMessages } from './vi/appraisal.ts';
import type { bankMessages } from './vi/bank.ts';
import type { sourcesMessages } from './vi/sources.ts';
import type { certificateMessages } from './vi/certificates.ts';
import type { classHomeMessages } from './vi/class-home.ts';
import type { classLeadMessages } from './vi/class-lead.ts';
import type { discussionsMessages } from './vi/discussions.ts';
import type { surveyLeadMessages } from './vi/survey-lead.ts';
import type { surveysMessages } from './vi/surveys.ts';
import type { classMessages } from './vi/class.ts';
import type { examDocumentsMessages } from './vi/exam-documents.ts';
import type { examEditorMessages } from './vi/exam-editor.ts';
import type { examFaultMessages } from './vi/exam-faults.ts';
import type { examRoomMessages } from './vi/exam-room.ts';
import type { markingMessages } from './vi/marking.ts';
import type { correctionsMessages } from './vi/corrections.ts';
import type { materialMessages } from './vi/materials.ts';
import type { papersMessages } from './vi/papers.ts';
import type { bringLogMessages } from './vi/bring-log.ts';
import type { paperResultsMessages } from './vi/paper-results.ts';
import type { receiptMessages } from './vi/receipt.ts';
import type { reportMessages } from './vi/reports.ts';
import type { rehearsalMessages } from './vi/rehearsal.ts';
import type { sittingEntryMessages } from './vi/sitting-entry.ts';
import type { pickerMessages } from './vi/picker.ts';
import type { practiceMessages } from './vi/practice.ts';
import type { recordsAdministrationMessages } from './vi/records-administration.ts';
import type { figuresMessages } from './vi/figures.ts';
import type { recordsMessages } from './vi/records.ts';
import type { vi } from './vi.ts';

/** Identifier of a message: Vietnamese is the measure, other catalogues follow it. */
export type MessageId =
  | keyof typeof vi
  | keyof BankMessages
  | keyof BankHistoryMessages
  | keyof BankImportMessages
  | keyof BankReportMessages
  | keyof ReportMessages
  | keyof BankTogetherMessages
  | keyof BankViewMessages
  | keyof SourcesMessages
  | keyof BankTopicMessages
  | keyof BankMaterialMessages
  | keyof AppraisalMessages
  | keyof RecordsMessages
  | keyof FiguresMessages
  | keyof ClassMessages
  | keyof ClassHomeMessages
  | keyof ClassLeadMessages
  | keyof DiscussionsMessages
  | keyof SurveysMessages
  | keyof SurveyLeadMessages
  | keyof CertificateMessages
  | keyof ExamDocumentsMessages
  | keyof PracticeMessages
  | keyof ExamEditorMessages
  | keyof ExamFaultMessages
  | keyof ExamRoomMessages
  | keyof MarkingMessages
  | keyof MaterialMessages
  | keyof PapersMessages
  | keyof BringLogMessages
  | keyof PaperResultsMessages
  | keyof ReceiptMessages
  | keyof RehearsalMessages
  | keyof PickerMessages
  | keyof SittingEntryMessages
  | keyof CorrectionsMessages;

export type Messages = Record<keyof typeof vi, string>;

/** What the pages about records add, loaded with them alone. */
export type RecordsMessages = Record<
  keyof typeof recordsMessages | keyof typeof recordsAdministrationMessages,
  string
>;

/** What the pages add on which banks of questions are made, loaded with them alone. */
export type BankMessages = Record<keyof typeof bankMessages, string>;
/** What they say of appraisal by councils. */
export type AppraisalMessages = Record<keyof typeof appraisalMessages, string>;
/** What they say of documents that questions lean on. */
export type SourcesMessages = Record<keyof typeof sourcesMessages, string>;
/** What they say of what a question said before. */
export type BankHistoryMessages = Record<keyof typeof bankHistoryMessages, string>;
/** What they say of tags, and of several questions that are changed at once. */
export type BankTogetherMessages = Record<keyof typeof bankTogetherMessages, string>;
/** What they say of what learners report of questions. */
export type BankReportMessages = Record<keyof typeof bankReportMessages, string>;
/** What they say of filters that are kept under names. */
export type BankViewMessages = Record<keyof typeof bankViewMessages, string>;
/** What they say of files that are read into a bank. */
export type BankImportMessages = Record<keyof typeof bankImportMessages, string>;
/** What they say of topics and their lectures. */
export type BankTopicMessages = Record<keyof typeof bankTopicMessages, string>;

/** What they say of materials, and of files that are sent. */
export type BankMaterialMessages = Record<keyof typeof bankMaterialMessages, string>;

/** What learners report of questions, loaded where they do. */
export type ReportMessages = Record<keyof typeof reportMessages, string>;
/** What the pages of practice add, loaded with them alone. */
export type PracticeMessages = Record<keyof typeof practiceMessages, string>;
/** What the home of a class adds, loaded with it alone, and what it says to those who look after the class. */
export type ClassHomeMessages = Record<keyof typeof classHomeMessages, string>;
export type ClassLeadMessages = Record<keyof typeof classLeadMessages, string>;
/** What the exchange of a class adds, loaded with it alone. */
export type DiscussionsMessages = Record<keyof typeof discussionsMessages, string>;
/** What surveys of a class add, loaded with them alone, and what they say to those who make them. */
export type SurveysMessages = Record<keyof typeof surveysMessages, string>;
export type SurveyLeadMessages = Record<keyof typeof surveyLeadMessages, string>;
/** What the class page adds, loaded with it alone. */
export type ClassMessages = Record<keyof typeof classMessages, string>;

/** What the page adds on which documents of a class are made, loaded with it alone. */
export type ExamDocumentsMessages = Record<keyof typeof examDocumentsMessages, string>;

/** What the pages about figures add, loaded with them alone. */
export type FiguresMessages = Record<keyof typeof figuresMessages, string>;
/** What the pages about marking add, loaded with them alone. */
export type MarkingMessages = Record<keyof typeof markingMessages, string>;
/** What materials of a topic add, loaded with them alone. */
export type MaterialMessages = Record<keyof typeof materialMessages, string>;
/** What the page adds on which papers are printed, loaded with it alone. */
export type PapersMessages = Record<keyof typeof papersMessages, string>;
/** What trying a device adds, loaded with it alone. */
export type RehearsalMessages = Record<keyof typeof rehearsalMessages, string>;
/** What the page adds where a file of answers is sent, loaded with it alone. */
export type BringLogMessages = Record<keyof typeof bringLogMessages, string>;
/** What the pages add on which results of exams on paper are entered, loaded with them alone. */
export type PaperResultsMessages = Record<keyof typeof paperResultsMessages, string>;
/** The words of certificates, loaded with their pages alone. */
export type CertificateMessages = Record<keyof typeof certificateMessages, string>;

/** What the page adds where receipts are checked, loaded with it alone. */
export type ReceiptMessages = Record<keyof typeof receiptMessages, string>;
/** What entering a sitting adds, loaded with it alone. */
export type SittingEntryMessages = Record<keyof typeof sittingEntryMessages, string>;
/** What the content picker adds, loaded with it alone. */
export type PickerMessages = Record<keyof typeof pickerMessages, string>;

/** What the pages add on which exams are made, loaded with them alone. */
export type ExamEditorMessages = Record<keyof typeof examEditorMessages, string>;
/** What they say of what is wrong with one. */
export type ExamFaultMessages = Record<keyof typeof examFaultMessages, string>;

/** What the exam room adds, loaded with it alone. */
export type ExamRoomMessages = Record<keyof typeof examRoomMessages, string>;

/** What the pages add on which questions are corrected and appeals answered, loaded with them alone. */
export type CorrectionsMessages = Record<keyof typeof correctionsMessages, string>;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- react-intl takes its types of ids from here
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
