/**
 * Pieces that a body may come in, beyond one for each of so many bytes: each takes a microsecond or two, and a body of
 * single bytes would have as many as bytes. No network makes them so small.
 */
const FREE_PIECES = 1_000;
const BYTES_OF_A_PIECE = 32;

/**
 * Bytes that arrive in pieces, in one buffer: however small the pieces are, they take at most twice their size, and no
 * more than the most that will come. The first piece is kept as it is, since most bodies have no other.
 */
export class Gathered {
  private buffer: Buffer = Buffer.alloc(0);
  size = 0;
  private pieces = 0;
  private readonly most: number;

  /** @param most bytes that are expected */
  constructor(most = Infinity) {
    this.most = most;
  }

  /** Whether it comes in pieces of a few bytes each. */
  get isCrumbs(): boolean {
    return this.pieces > FREE_PIECES + this.size / BYTES_OF_A_PIECE;
  }

  /** How many bytes more will be taken for a piece. */
  costOf(piece: Buffer): number {
    const needed = this.size + piece.length;
    if (needed <= this.buffer.length) return 0;
    const room = this.size === 0 ? needed : Math.max(needed, Math.min(needed * 2, this.most));
    return room - this.buffer.length;
  }

  add(piece: Buffer): void {
    const cost = this.costOf(piece);
    if (this.size === 0) this.buffer = piece;
    else {
      if (cost > 0) {
        const larger = Buffer.allocUnsafeSlow(this.buffer.length + cost);
        this.buffer.copy(larger, 0, 0, this.size);
        this.buffer = larger;
      }
      piece.copy(this.buffer, this.size);
    }
    this.size += piece.length;
    this.pieces += 1;
  }

  whole = (): Buffer => this.buffer.subarray(0, this.size);
}
