import { Double } from 'bson';
import { toNumber } from '../bson/values.ts';
import { isInteger, isInt32, toBigInt, wholeNumber } from '../bson/numbers.ts';
import { Int32 } from 'bson';

/** Adds numbers of any type: integers exactly, doubles with what rounding loses kept beside (Neumaier's way). */
export class RunningSum {
  private integers = 0n;
  private double = 0;
  private lost = 0;
  private hasDouble = false;
  private isAllInt32 = true;
  count = 0;

  add(value: unknown): void {
    this.count++;
    if (isInteger(value)) {
      this.integers += toBigInt(value);
      this.isAllInt32 &&= isInt32(value);
    } else {
      this.hasDouble = true;
      this.addDouble(toNumber(value) ?? 0);
    }
  }

  private addDouble(value: number): void {
    const sum = this.double + value;
    const larger = Math.abs(this.double) >= Math.abs(value);
    this.lost += larger ? this.double - sum + value : value - sum + this.double;
    this.double = sum;
  }

  /** As a JavaScript number, for an average. */
  asNumber(): number {
    if (!this.hasDouble) return Number(this.integers);
    const whole = Number(this.integers);
    const rest = Number(this.integers - BigInt(whole));
    const total = this.double + whole;
    // Infinity minus itself is no rest.
    return Number.isFinite(total) ? total + (Number.isFinite(this.lost) ? this.lost + rest : 0) : total;
  }

  /** Of the widest type among the numbers. */
  result(): unknown {
    if (this.hasDouble) return new Double(this.asNumber());
    return wholeNumber(this.integers, [this.isAllInt32 ? new Int32(0) : 0n]);
  }
}

function summed(values: readonly unknown[]): RunningSum {
  const sum = new RunningSum();
  for (const value of values) sum.add(value);
  return sum;
}

/** The sum of numbers; of none it is 0. */
export const sumOf = (values: readonly unknown[]): unknown => summed(values).result();

/** The mean of numbers, a double; of none it is null. */
export function averageOf(values: readonly unknown[]): unknown {
  const sum = summed(values);
  return sum.count === 0 ? null : new Double(sum.asNumber() / sum.count);
}
