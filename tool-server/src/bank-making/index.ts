export { makeBankRooms } from './make-bank-rooms.ts';
