import { PROBLEM_STATUS } from '@chuyen-de/contracts';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { loadCatalogue } from './catalogues.ts';
import { loadBankCatalogue } from './bank-catalogues.ts';
import { loadClassHomeCatalogue, loadClassLeadCatalogue } from './class-home-catalogues.ts';
import { loadCertificatesCatalogue } from './certificates-catalogues.ts';
import { loadDiscussionsCatalogue } from './discussions-catalogues.ts';
import { loadSurveyLeadCatalogue, loadSurveysCatalogue } from './surveys-catalogues.ts';
import { loadClassCatalogue } from './class-catalogues.ts';
import { loadExamDocumentsCatalogue } from './exam-documents-catalogues.ts';
import { loadCorrectionsCatalogue } from './corrections-catalogues.ts';
import { loadFiguresCatalogue } from './figures-catalogues.ts';
import { loadExamEditorCatalogue } from './exam-editor-catalogues.ts';
import { loadMarkingCatalogue } from './marking-catalogues.ts';
import { loadMaterialsCatalogue } from './materials-catalogues.ts';
import { loadPapersCatalogue } from './papers-catalogues.ts';
import { loadPickerCatalogue } from './picker-catalogues.ts';
import { loadPracticeCatalogue } from './practice-catalogues.ts';
import { loadBringLogCatalogue } from './bring-log-catalogues.ts';
import { loadPaperResultsCatalogue } from './paper-results-catalogues.ts';
import { loadReceiptCatalogue } from './receipt-catalogues.ts';
import { loadReportsCatalogue } from './reports-catalogues.ts';
import { loadSittingEntryCatalogue } from './sitting-entry-catalogues.ts';
import { loadRehearsalCatalogue } from './rehearsal-catalogues.ts';
import { loadRecordsCatalogue } from './records-catalogues.ts';

type Elements = ReturnType<typeof parse>;

/** Names of what a message leaves open. */
const gapsOf = (elements: Elements): string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner =
      element.type === TYPE.plural || element.type === TYPE.select
        ? Object.values(element.options).flatMap((option) => gapsOf(option.value))
        : [];
    return [element.value, ...inner];
  });

const gaps = (message: string) => [...new Set(gapsOf(parse(message)))].sort();

/** Everything that there is in a language. */
const loadAll = async (locale: 'vi' | 'en') => ({
  ...(await loadCatalogue(locale)),
  ...(await loadRecordsCatalogue(locale)),
  ...(await loadClassCatalogue(locale)),
  ...(await loadClassHomeCatalogue(locale)),
  ...(await loadClassLeadCatalogue(locale)),
  ...(await loadDiscussionsCatalogue(locale)),
  ...(await loadSurveysCatalogue(locale)),
  ...(await loadSurveyLeadCatalogue(locale)),
  ...(await loadCertificatesCatalogue(locale)),
  ...(await loadPracticeCatalogue(locale)),
  ...(await loadFiguresCatalogue(locale)),
  ...(await loadExamEditorCatalogue(locale)),
  ...(await loadExamDocumentsCatalogue(locale)),
  ...(await loadMarkingCatalogue(locale)),
  ...(await loadMaterialsCatalogue(locale)),
  ...(await loadPapersCatalogue(locale)),
  ...(await loadPickerCatalogue(locale)),
  ...(await loadBringLogCatalogue(locale)),
  ...(await loadPaperResultsCatalogue(locale)),
  ...(await loadReceiptCatalogue(locale)),
  ...(await loadRehearsalCatalogue(locale)),
  ...(await loadReportsCatalogue(locale)),
  ...(await loadSittingEntryCatalogue(locale)),
  ...(await loadCorrectionsCatalogue(locale)),
  ...(await loadBankCatalogue(locale)),
});

describe('catalogues', () => {
  it('have the same keys, and no message is empty', async () => {
    const [vi, en] = [await loadAll('vi'), await loadAll('en')];
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    expect(Object.entries({ ...vi, ...en }).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it('leave the same gaps in both languages', async () => {
    const [vi, en] = [await loadAll('vi'), await loadAll('en')];
    const ids = Object.keys(vi) as (keyof typeof vi)[];
    expect(ids.filter((id) => gaps(vi[id]).join() !== gaps(en[id]).join())).toEqual([]);
  });

  it('say of every problem what happened and what to do', async () => {
    const vi = await loadAll('vi');
    const wanted = Object.keys(PROBLEM_STATUS).flatMap((code) => [`error.${code}.what`, `error.${code}.do`]);
    expect(wanted.filter((id) => !(id in vi))).toEqual([]);
  });
});
