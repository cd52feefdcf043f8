import type { BankViewMessages } from '../messages.ts';

export const bankViewMessages: BankViewMessages = {
  'error.view_not_found.what': 'This filter is not there any more.',
  'error.view_not_found.do': 'Please reload the page to see the filters that there are.',
  'error.too_many_views.what': 'Too many filters are saved for this bank.',
  'error.too_many_views.do': 'Please remove one that is not used, then save again.',
  views: 'Saved filters',
  'views.none': 'None chosen',
  'views.of': '{name} (shared, {by})',
  'views.order': 'Order',
  'views.order.code': 'By code',
  'views.order.newest': 'Newest first',
  'views.save': 'Save filter',
  'views.name': 'Name of the filter',
  'views.name.hint': 'A filter of your own of the same name is replaced.',
  'views.shared': 'Shared with those who write in this bank',
  'views.remove': 'Remove the filter “{name}”',
};
