import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocale } from '../../../lib/localised.ts';
import { useSession } from '../../../lib/use-session.ts';
import { loadKeptStudy } from '../api/topic.ts';
import type { ReadTopic } from '../kept-study.ts';
import { sendWhatWaits } from '../tell-progress.ts';

const AGAIN_MS = 15_000;

/** Keeps a topic for when there is no network, and once there is one again tells what waited and reads it anew. */
export function useKeptTopic(topic: ReadTopic): void {
  const queryClient = useQueryClient();
  const language = useLocale();
  const person = useSession()?.person.id;
  const { code, keptAt } = topic;
  // The device is told of what is on screen; what it has itself is no news to it.
  useEffect(() => {
    if (person === undefined || keptAt !== undefined) return;
    loadKeptStudy().then(
      ({ keepTopic }) => keepTopic(topic, person, language),
      () => undefined,
    );
  }, [topic, person, language, keptAt]);
  // Whether there is a network the browser tells; whether it leads anywhere, only trying does.
  useEffect(() => {
    const again = async () => {
      const told = await sendWhatWaits();
      if (keptAt !== undefined || told.includes(code))
        await queryClient.invalidateQueries({ queryKey: ['topic', code] });
    };
    const start = () => void again();
    if (keptAt === undefined) start();
    const timer = keptAt === undefined ? undefined : setInterval(start, AGAIN_MS);
    window.addEventListener('online', start);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', start);
    };
  }, [queryClient, code, keptAt]);
}
