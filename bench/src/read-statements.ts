/** Everything in a record store in the order of storing, page by page, as an analyst's program reads it. */
export async function* readStatements<T>(get: (path: string) => Promise<string>): AsyncGenerator<T> {
  for (let next = '/xapi/statements?ascending=true&limit=500'; next !== '';) {
    const page = JSON.parse(await get(next)) as { statements: T[]; more: string };
    yield* page.statements;
    next = page.more;
  }
}
