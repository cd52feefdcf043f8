import { Counter, type Registry } from 'prom-client';
import type { Emit } from '../kernel/events.ts';

/** The one observer of what use cases say has happened: counts it, since this process began. */
export function countEvents(registry: Registry): Emit {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `chuyen_de_${name}_total`, help, labelNames, registers: [registry] });
  const accepted = counter('launches_accepted', 'Launches that led to a session', ['message']);
  const refused = counter('launches_refused', 'Logins and launches refused, by reason', ['reason']);
  const started = counter('attempts_started', 'Attempts at exams started');
  const ended = counter('attempts_ended', 'Attempts ended: submitted by the learner, or by the time', ['by']);
  const saved = counter('answers_saved', 'Answers stored and acknowledged, repeats included');

  return (event) => {
    switch (event.kind) {
      case 'launch-accepted':
        accepted.inc({ message: event.message });
        break;
      case 'launch-refused':
        refused.inc({ reason: event.reason });
        break;
      case 'attempt-started':
        started.inc();
        break;
      case 'attempt-ended':
        ended.inc({ by: event.by });
        break;
      case 'answers-saved':
        saved.inc(event.count);
        break;
    }
  };
}
