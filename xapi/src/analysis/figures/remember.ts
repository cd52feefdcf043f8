type Branch<T> = Map<unknown, Branch<T> | T>;

/**
 * Makes something for a row of values once. Rows are as long as each other, and their values told apart by identity:
 * no text has to be put together for a look.
 */
export function rememberBy<T>(make: (values: readonly unknown[]) => T): (values: readonly unknown[]) => T {
  const root: Branch<T> = new Map();
  return (values) => {
    let branch = root;
    const last = values.length - 1;
    for (let i = 0; i < last; i++) {
      let next = branch.get(values[i]) as Branch<T> | undefined;
      if (next === undefined) branch.set(values[i], (next = new Map()));
      branch = next;
    }
    const known = branch.get(values[last]) as T | undefined;
    if (known !== undefined) return known;
    const made = make(values);
    branch.set(values[last], made);
    return made;
  };
}
