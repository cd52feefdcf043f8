import { lazy, useState, type ComponentType } from 'react';
import { NetworkError } from '../lib/http.ts';
import { Loading } from './loading.tsx';

/** A component that is loaded when it is shown, or before; what does not arrive is a fault of the network. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  const fetchOnce = async () => {
    try {
      loaded ??= await load();
      return { default: loaded };
    } catch (cause) {
      throw new NetworkError('The page did not arrive', { cause });
    }
  };
  const Later: ComponentType<Props> = lazy(fetchOnce);
  const waiting = typeof document === 'undefined' ? Loading : Later;
  function Shown(props: Props) {
    // What is there already is shown at once, without the moment of waiting that a lazy one has. The server waits for
    // none: it has loaded those that it shows whole.
    const [Component] = useState<ComponentType<Props>>(() => loaded ?? waiting);
    return <Component {...props} />;
  }
  return Object.assign(Shown, { load: fetchOnce });
}
