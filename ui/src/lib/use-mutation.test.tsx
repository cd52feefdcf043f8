import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { useMutation } from './use-mutation.ts';

it('does what is drawn, also when it is pressed before the page has been painted', async () => {
  let tell = (_text: string): void => undefined;
  function Form({ text, isPressed }: { text: string; isPressed: boolean }) {
    const { mutate } = useMutation({
      mutationFn: () => {
        tell(text);
        return Promise.resolve();
      },
    });
    // Layout effects come before the painting, as a press may.
    useLayoutEffect(() => {
      if (isPressed) mutate();
    }, [isPressed, mutate]);
    return null;
  }
  const client = new QueryClient();
  const shown = (text: string, isPressed: boolean) => (
    <QueryClientProvider client={client}>
      <Form text={text} isPressed={isPressed} />
    </QueryClientProvider>
  );
  const { rerender } = render(shown('before', false));
  // While this goes on nothing is painted, and no effect runs that waits for that.
  await act(async () => {
    const sent = new Promise<string>((resolve) => (tell = resolve));
    rerender(shown('on screen', true));
    expect(await sent).toBe('on screen');
  });
});
