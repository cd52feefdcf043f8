export const blank = { type: 'numeric' as const, text: '' };
