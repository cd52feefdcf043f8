import {
  useMutation as useQueryMutation,
  type DefaultError,
  type MutationFunction,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';

interface Options<Data, Failure, Wish> extends UseMutationOptions<Data, Failure, Wish> {
  mutationFn: MutationFunction<Data, Wish>;
}

/**
 * The library's hook, which does what is on screen: its own takes a new function up only after the page has been
 * painted, so that whoever chose and pressed at once, by keys say, sent what had been chosen before.
 */
export function useMutation<Data = unknown, Failure = DefaultError, Wish = void>(
  options: Options<Data, Failure, Wish>,
): UseMutationResult<Data, Failure, Wish> {
  const latest = useRef(options.mutationFn);
  useLayoutEffect(() => {
    latest.current = options.mutationFn;
  });
  return useQueryMutation({ ...options, mutationFn: (...wish) => latest.current(...wish) });
}
