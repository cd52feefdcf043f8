import type { Model } from 'mongoose';
import { makeLookUp } from './credential-look-up.ts';
import type { Credential } from './credential.model.ts';

const credential: Credential = { _id: 'key', secretHash: 'old', scopes: ['all'], createdAt: new Date(0) };

it('does not believe what it found while the credential was given a new secret', async () => {
  let answer: (found: Credential) => void = () => undefined;
  const database = {
    findOne: () => ({ lean: () => new Promise<Credential>((resolve) => (answer = resolve)) }),
  };
  const lookUp = makeLookUp(database as unknown as Model<Credential>);
  const finding = lookUp.find('key');
  lookUp.forget('key');
  answer(credential);
  await finding;
  expect(lookUp.recall('key')).toBeUndefined();
  const again = lookUp.find('key');
  answer(credential);
  await again;
  expect(lookUp.recall('key')).toBe(credential);
});
