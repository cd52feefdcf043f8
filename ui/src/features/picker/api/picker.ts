import type { PickerResponse, PickerSelection, PickerView } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

const readPicker = expecting<PickerView>('programmes', 'madeExams', 'can', 'acceptMultiple', 'placed');
const readResponse = expecting<PickerResponse>('returnUrl', 'jwt');

/** `GET /api/picker` */
export const pickerQuery = queryOptions({
  queryKey: ['picker'],
  queryFn: () => http.get('/api/picker', readPicker),
  staleTime: Infinity,
});

/** `POST /api/picker/selection` */
export const sendSelection = (selection: PickerSelection) =>
  http.post('/api/picker/selection', selection, readResponse);
