export const blank = { type: 'cloze' as const, gaps: {} as Record<string, string> };
