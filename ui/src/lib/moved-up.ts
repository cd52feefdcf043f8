/** A list of which an entry has changed places with the one before it. */
export const movedUp = <Entry>(list: readonly Entry[], index: number): Entry[] =>
  list.map((each, at) => (at === index - 1 ? list[index] : at === index ? list[index - 1] : each) ?? each);
