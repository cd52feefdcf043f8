/**
 * Whether the server renders the page. What is pressed there is heard once the application has taken its place; until
 * then it says so by being off.
 */
export const isServed = typeof document === 'undefined';
