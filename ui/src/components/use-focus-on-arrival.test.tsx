import { render } from 'preact';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';

function Arrived() {
  const heading = useFocusOnArrival();
  return (
    <h2 ref={heading} tabIndex={-1}>
      Câu 2/9
    </h2>
  );
}

describe('the focus of a part that replaces another', () => {
  it('is on its heading from the moment that it is there, so that no key is lost', () => {
    window.scrollTo = () => undefined;
    const root = document.body.appendChild(document.createElement('div'));
    render(<Arrived />, root);
    expect(document.activeElement).toBe(root.querySelector('h2'));
    render(null, root);
    root.remove();
  });
});
