export const blank = { type: 'true-false' as const, value: null as boolean | null };
