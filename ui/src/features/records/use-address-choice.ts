import { useSearchParams } from 'wouter';

/**
 * One of a few values that stands in the page's address, so that links and saved queries keep it.
 * @param otherwise what counts while the address names none of them
 */
export function useAddressChoice<T extends string>(
  name: string,
  values: readonly T[],
  otherwise: NoInfer<T>,
): [T, (next: T) => void] {
  const [parameters, setParameters] = useSearchParams();
  const named = parameters.get(name);
  const choose = (next: T) => {
    const changed = new URLSearchParams(parameters);
    changed.set(name, next);
    setParameters(changed, { replace: true });
  };
  return [values.find((each) => each === named) ?? otherwise, choose];
}
