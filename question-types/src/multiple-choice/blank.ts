export const blank = { type: 'multiple-choice' as const, selected: [] as string[] };
