import { Int32 } from 'bson';
import { compareValues } from '../../bson/compare.ts';
import { isTruthy } from '../../bson/values.ts';
import { operator, type CompileOperator } from './operands.ts';

const comparison = (name: string, answer: (order: number) => unknown): CompileOperator =>
  operator(name, [2, 2], (a, b) => answer(Math.sign(compareValues(a, b))));

const everyOrSome =
  (all: boolean): CompileOperator =>
  (argument, compile, names) => {
    const operands = (Array.isArray(argument) ? argument : [argument]).map((each) => compile(each, names));
    return (doc, variables) =>
      all
        ? operands.every((operand) => isTruthy(operand(doc, variables)))
        : operands.some((operand) => isTruthy(operand(doc, variables)));
  };

export const COMPARISONS: Readonly<Record<string, CompileOperator>> = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: comparison('$cmp', (order) => new Int32(order)),
  $and: everyOrSome(true),
  $or: everyOrSome(false),
  $not: operator('$not', [1, 1], (value) => !isTruthy(value)),
};
