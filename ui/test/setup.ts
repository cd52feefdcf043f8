import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import 'fake-indexeddb/auto';

// jsdom has no modal dialogs: opening and closing is all that the pages need of them.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
window.scrollTo = () => undefined;

// A busy machine may take seconds to load a page that comes lazily.
configure({ asyncUtilTimeout: 10_000 });
