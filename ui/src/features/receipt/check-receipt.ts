import type { ReceiptChecked } from '@chuyen-de/contracts';
import { expecting, http } from '../../lib/http.ts';

const readChecked = expecting<ReceiptChecked>('genuine');

/** `POST /api/receipts/checks` */
export const checkReceipt = (code: string): Promise<ReceiptChecked> =>
  http.post('/api/receipts/checks', { code: code.slice(0, 100) }, readChecked);
