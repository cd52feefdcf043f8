import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import 'fake-indexeddb/auto';
import { options } from 'preact';
import '../src/app/lone-texts.ts';

// jsdom has no modal dialogs: opening and closing is all that the pages need of them.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
window.scrollTo = () => undefined;
// Nothing is painted here that effects would have to wait for.
options.requestAnimationFrame = (effects) => void setTimeout(effects, 0);
// Nor does it know how wide it is: as wide as a desk's.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as unknown as MediaQueryList;

// A busy machine may take seconds to load a page that comes lazily.
configure({ asyncUtilTimeout: 10_000 });
