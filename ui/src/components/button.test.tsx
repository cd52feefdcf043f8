import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button } from './button.tsx';

describe('a button that is busy', () => {
  it('does nothing more, and sends no form, but keeps the focus', async () => {
    const [onClick, onSubmit] = [jest.fn(), jest.fn((event: Event) => event.preventDefault())];
    const form = (busy: boolean) => (
      <form onSubmit={onSubmit as never}>
        <input aria-label="field" />
        <Button type="submit" aria-disabled={busy} onClick={onClick}>
          Gửi
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    await userEvent.click(screen.getByRole('button'));
    rerender(form(true));
    await userEvent.click(screen.getByRole('button'));
    await userEvent.type(screen.getByLabelText('field'), '{Enter}');
    screen.getByRole('button').focus();
    expect(screen.getByRole('button')).toHaveFocus();
    expect([onClick.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);
  });
});
