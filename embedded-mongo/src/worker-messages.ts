export type WorkerAnswer =
  | { readonly kind: 'started'; readonly uri: string }
  | { readonly kind: 'locked'; readonly dir: string; readonly pid: number | undefined }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'closed' };
