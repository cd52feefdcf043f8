import type { RehearsalMessages } from '../messages.ts';

export const rehearsalMessages: RehearsalMessages = {
  'rehearsal.title': 'Try this device',
  'rehearsal.about':
    'Try the device before the test: keeping answers, clock, network. The paper for trying counts nowhere and uses up no attempt. Please try it on the device and the network that you will sit the test with.',
  'rehearsal.device': 'This device',
  'rehearsal.again': 'Try the device again',
  'rehearsal.keeps': 'Answers are kept on the device, also when the tab is closed or the power fails.',
  'rehearsal.keepsNot':
    'The browser keeps nothing on the device. Please leave private browsing, or use another browser (a recent Chrome, Edge or Firefox).',
  'rehearsal.comesBack': 'The page of the test comes back without network.',
  'rehearsal.comesBackNot':
    'The page cannot come back without network yet. Please wait half a minute and try again; without network, do not reload the page.',
  'rehearsal.fast': 'The network is good: the server answers after {ms, number} milliseconds.',
  'rehearsal.slow':
    'The network is slow: the server answers after {ms, number} milliseconds. You can sit the test all the same; go nearer to the access point, or use another network.',
  'rehearsal.clock': 'The clock of the device is right.',
  'rehearsal.clockOff':
    'The clock of the device is off by {minutes, plural, one {# minute} other {# minutes}}. That does no harm: the server’s clock counts.',
  'rehearsal.paper': 'A paper for trying',
  'rehearsal.finish': 'Finish trying',
  'rehearsal.done': 'Noted at {at}: the invigilator sees that this device was tried.',
  'rehearsal.doneForTrial': 'Tried at {at}. What those who teach try is not noted in the room.',
};
