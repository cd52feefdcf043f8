/** What somebody has come to with a topic, of what it is completed by. Done stays done when the topic grows. */
export function topicStanding(
  counted: readonly string[],
  reading: { read: readonly string[]; completedAt?: Date | undefined } | undefined,
): { parts: number; done: number; completedAt: string | null } {
  const parts = counted.length;
  const completedAt = reading?.completedAt;
  const done = completedAt ? parts : counted.filter((part) => reading?.read.includes(part)).length;
  return { parts, done, completedAt: completedAt?.toISOString() ?? null };
}
