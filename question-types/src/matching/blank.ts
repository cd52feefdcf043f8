export const blank = { type: 'matching' as const, pairs: {} as Record<string, string> };
