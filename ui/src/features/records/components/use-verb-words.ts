import { useQuery } from '@tanstack/react-query';
import { useLocale } from '../../../lib/localised.ts';
import { dictionaryQuery } from '../api/records.ts';
import { tailOf } from '../words-of.ts';

/** Verbs in words, by the data dictionary; others by the end of their address. */
export function useVerbWords(): (id: string) => string {
  const locale = useLocale();
  const dictionary = useQuery(dictionaryQuery);
  return (id) => dictionary.data?.verbs.find((verb) => verb.id === id)?.name[locale] ?? tailOf(id);
}
