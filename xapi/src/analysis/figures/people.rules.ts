/** Adds somebody to a list of people that need not be longer than to know that there are enough. */
export function addPerson(people: number[], person: number, enough: number): void {
  if (people.length < enough && !people.includes(person)) people.push(person);
}
