export const blank = { type: 'ordering' as const, order: [] as string[] };
