import type { Level, QuestionState } from '@chuyen-de/contracts';

export const LEVELS: readonly Level[] = ['recall', 'understanding', 'application', 'higher-application'];
export const STATES: readonly QuestionState[] = ['draft', 'issued', 'changed', 'retired'];
