/** A cell of a table as far as hiding it goes: who stands behind it. */
export interface LearnerCell {
  learners: ReadonlySet<number>;
}

const union = (cells: readonly LearnerCell[]): number => {
  const all = new Set<number>();
  for (const { learners } of cells) for (const learner of learners) all.add(learner);
  return all.size;
};

/**
 * Which cells of a table to withhold: those with fewer learners than the threshold, and as many more as it takes
 * that nobody finds them by subtracting the others from the total: at least two, with at least as many learners
 * together as the threshold, the smallest first. So the total itself may be told, unless it is small.
 * @see Hundepool et al., Statistical Disclosure Control (2012), §4: primary and secondary suppression
 */
export function cellsToHide<Cell extends LearnerCell>(cells: readonly Cell[], threshold: number): Set<Cell> {
  const bySize = [...cells].sort((a, b) => a.learners.size - b.learners.size);
  const small = bySize.filter(({ learners }) => learners.size < threshold);
  if (small.length === 0) return new Set();
  const hidden = [...small];
  const rest = bySize.slice(small.length);
  while (rest.length > 0 && (hidden.length < 2 || union(hidden) < threshold)) {
    const [next] = rest.splice(0, 1);
    if (next) hidden.push(next);
  }
  return new Set(hidden);
}
