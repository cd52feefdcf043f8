export const blank = { type: 'single-choice' as const, selected: [] as string[] };
