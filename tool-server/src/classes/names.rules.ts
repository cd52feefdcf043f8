import type { PersonName } from './person.model.ts';

const present = (part: string | undefined): part is string => part !== undefined && part.trim() !== '';

/**
 * A name as Vietnamese readers expect it: họ, đệm, tên. LMSs often join the parts the other way round in
 * the full name, so the parts win where both ends are known.
 */
export function displayName({ family, middle, given, full }: PersonName): string | undefined {
  if (present(family) && present(given)) {
    return [family, middle, given]
      .filter(present)
      .map((part) => part.trim())
      .join(' ')
      .normalize('NFC');
  }
  const known = [full, given, family].find(present);
  return known?.trim().normalize('NFC');
}

/** What somebody is called among names that were looked up; null where nobody knows. */
export const nameIn = (names: ReadonlyMap<string, string | undefined>, id: string): string | null =>
  names.get(id) ?? null;
