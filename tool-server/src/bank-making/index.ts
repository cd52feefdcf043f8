export { makeBankMaking } from './make-bank-making.ts';
