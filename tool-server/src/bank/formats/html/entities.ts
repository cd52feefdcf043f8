const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', '&': '&amp;' };
const CHARACTERS = Object.fromEntries(
  Object.entries(ENTITIES).map(([character, entity]) => [entity, character]),
);

/** Text for HTML, or for XML. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[<>"&]/gu, (character) => ENTITIES[character] ?? character);

/** The same back again: the sanitiser writes no other entities. */
export const unescapeMarkup = (markup: string): string =>
  markup.replace(/&(?:lt|gt|quot|amp);/gu, (entity) => CHARACTERS[entity] ?? entity);
