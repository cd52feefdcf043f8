export const blank = { type: 'essay' as const, text: '' };
