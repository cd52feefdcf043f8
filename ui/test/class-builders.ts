import type { ClassRow, GradebookView, LedgerEntry } from '@chuyen-de/contracts';
import { aResult } from './builders.ts';

export const score = aResult().score!;

export const aGrade = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: 'grade-1',
  state: 'sent',
  score,
  at: new Date().toISOString(),
  tries: 1,
  nextTryAt: null,
  reason: null,
  held: null,
  lastReply: null,
  can: { retry: (over.state ?? 'sent') !== 'sent' || (over.reason ?? null) !== null },
  ...over,
});

export const aRow = (name: string, over: Partial<ClassRow> = {}): ClassRow => ({
  person: { id: `id-${name}`, name, email: null, number: '000001' },
  inRoster: true,
  state: 'not-started',
  attempts: 0,
  startedAt: null,
  lastSavedAt: null,
  doneAt: null,
  progress: 0,
  score: null,
  replayedLate: 0,
  lateSeconds: 0,
  awaitsMarking: 0,
  accommodation: null,
  sitting: null,
  grade: null,
  ...over,
});

export const aView = (rows: ClassRow[], over: Partial<GradebookView> = {}): GradebookView => ({
  item: { kind: 'exam', code: 'KT1' },
  title: { vi: 'Kiểm tra thử' },
  contextTitle: 'Lớp K12',
  graded: true,
  rosterAt: null,
  rosterOffered: true,
  rosterGap: null,
  rosterState: 'idle',
  figures: { people: rows.length, started: 0, done: 0, mean: null, gradesMissing: 0, awaitsMarking: 0 },
  rows,
  found: rows.length,
  page: 1,
  pages: 1,
  can: {
    retry: rows.some(({ grade }) => grade?.can.retry === true),
    readRoster: over.rosterOffered ?? true,
    accommodate: true,
    mark: false,
  },
  serverNow: new Date().toISOString(),
  ...over,
});
