import type { ItemRef, PickerView } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import { matches } from '@chuyen-de/contracts/vietnamese';
import { keyOf, type Chosen, type Offer } from '../selection.ts';
import { OfferRow } from './offer-row.tsx';
import classes from './picker-page.module.css';

export interface OffersProps {
  several: boolean;
  /** `kind:code` of what the course has had before. */
  placed: ReadonlySet<string>;
  chosen: Chosen;
  onChoose: (ref: ItemRef, on: boolean) => void;
  onMaximum: (ref: ItemRef, scoreMaximum: string) => void;
}

export function Offers({
  heading,
  offers,
  several,
  placed,
  chosen,
  onChoose,
  onMaximum,
}: OffersProps & { heading: 'picker.class' | 'picker.topics' | 'picker.exams'; offers: Offer[] }): ReactNode {
  if (offers.length === 0) return null;
  return (
    <fieldset>
      <legend className={classes.legend}>
        <FormattedMessage id={heading} />
      </legend>
      <div className={classes.offers}>
        {offers.map((offer) => (
          <OfferRow
            key={keyOf(offer.ref)}
            offer={offer}
            several={several}
            placed={placed.has(keyOf(offer.ref))}
            scoreMaximum={chosen.get(keyOf(offer.ref))?.scoreMaximum}
            onChoose={(on) => onChoose(offer.ref, on)}
            onMaximum={(scoreMaximum) => onMaximum(offer.ref, scoreMaximum)}
          />
        ))}
      </div>
    </fieldset>
  );
}

export const fits = ({ about }: Offer, query: string) =>
  matches(`${about.code} ${about.title.vi} ${about.title.en ?? ''}`, query);

/** The home of a class that studies a programme, as something to place. */
const homeOf = ({ code, title, summary, topics }: PickerView['programmes'][number]): Offer['about'] => ({
  ...{ code, title, summary },
  minutes: topics.reduce((sum, { minutes }) => sum + minutes, 0),
  questionCount: topics.length,
  parts: topics.map((topic) => ({ title: topic.title })),
});

/** What a programme offers for the course, as far as it fits the search. */
export function ProgrammeOffers({
  programme,
  query,
  ...offers
}: OffersProps & { programme: PickerView['programmes'][number]; query: string }) {
  const offersOf = (kind: ItemRef['kind'], items: Offer['about'][]): Offer[] =>
    items.map((about) => ({ ref: { kind, code: about.code }, about })).filter((offer) => fits(offer, query));
  const exams = offersOf('exam', programme.exams);
  const topics = offersOf('topic', programme.topics);
  const homes = offersOf('class', programme.topics.length > 0 ? [homeOf(programme)] : []);
  return (
    <section className={`${card.card ?? ''} ${classes.programme ?? ''}`}>
      <h2>
        <Localised text={programme.title} />
      </h2>
      {homes.length + exams.length + topics.length === 0 && (
        <p>
          <FormattedMessage id="picker.noMatch" />
        </p>
      )}
      <Offers heading="picker.class" offers={homes} {...offers} />
      <Offers heading="picker.topics" offers={topics} {...offers} />
      <Offers heading="picker.exams" offers={exams} {...offers} />
    </section>
  );
}
