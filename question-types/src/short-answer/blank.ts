export const blank = { type: 'short-answer' as const, text: '' };
