import { Schema } from 'mongoose';
import { modelFactory } from '../../storage/index.ts';
import type { FactColumns } from './fact-block.ts';
import { FLAGS, LISTS, NUMBERS, TEXTS } from './fact.ts';

/** Raise this when blocks hold other things, or statements are mended: older blocks are rebuilt. */
export const BLOCK_FORMAT = 4;

/** Facts of all statements between two positions, voided ones too. */
export interface FactBlock extends FactColumns {
  /** The first position that it may have: the `end` of the block before it, or nothing. */
  _id: string;
  /** Before this position it ends. */
  end: string;
  format: number;
  count: number;
  /** Positions of the rows, all of one length, one behind the other. */
  positions: Buffer;
}

const column = { type: Object, required: true };
const bytes = { type: Buffer, required: true };
const each = <T>(names: readonly string[], type: T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, type]));

// Found by _id alone. Shard key: _id.
const schema = new Schema(
  {
    _id: String,
    end: { type: String, required: true },
    format: { type: Number, required: true },
    count: { type: Number, required: true },
    positions: bytes,
    ...each([...TEXTS, ...LISTS], column),
    ...each([...NUMBERS, ...FLAGS], bytes),
  },
  { versionKey: false, minimize: false },
);

export const factBlockModel = modelFactory<FactBlock>('FactBlock', schema, 'factBlocks');
