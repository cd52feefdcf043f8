import { useQuery } from '@tanstack/react-query';
import { useStream } from '../../lib/use-stream.ts';
import { followClass } from './api/class-stream.ts';
import { GRADEBOOK_REFRESH_MS, gradebookQuery } from './api/gradebook.ts';
import type { ClassRequest } from './class-rows.ts';

const CLASS_STREAM = {
  follow: followClass,
  keyOf: (request: ClassRequest) => gradebookQuery(request).queryKey,
  againMs: 10_000,
};

/** A part of the class, as it changes: told by the server, or asked for where no stream can be held. */
export function useLiveClass(request: ClassRequest) {
  const isTold = useStream(request, CLASS_STREAM);
  return useQuery({ ...gradebookQuery(request), refetchInterval: isTold ? false : GRADEBOOK_REFRESH_MS });
}
