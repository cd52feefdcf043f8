import type { PickerResponse } from '@chuyen-de/contracts';
import { useEffect, useRef } from 'react';

/** Takes the signed answer back to the LMS, as a form because the standard says so (LTI Deep Linking 2.0, 4.4). */
export function ReturnForm({ response }: { response: PickerResponse }) {
  const form = useRef<HTMLFormElement>(null);
  // Submitting leaves these pages: it may happen only once the form is in the document.
  useEffect(() => form.current?.submit(), []);
  return (
    <form ref={form} method="post" action={response.returnUrl}>
      <input type="hidden" name="JWT" value={response.jwt} />
    </form>
  );
}
