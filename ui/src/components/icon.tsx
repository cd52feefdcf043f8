import classes from './icon.module.css';

const PATHS = {
  check: 'M4 12.5 9.500 18 20 6.500',
  cross: 'M6 6l12 12M18 6 6 18',
  flag: 'M6 21V4m0 .5c4-2.500 8 2.500 12 0v9c-4 2.500-8-2.500-12 0',
  grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2',
  cloud: 'M7 18h10a4 4 0 0 0 .5-7.970A6 6 0 0 0 6.100 10.100 4 4 0 0 0 7 18Z',
  offline: 'M7 18h10a4 4 0 0 0 .5-7.970A6 6 0 0 0 6.100 10.100 4 4 0 0 0 7 18ZM4 4l16 16',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  warning: 'M12 4 2.500 20h19L12 4Zm0 6v5m0 2.500v.1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5m0-8.500v.1',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  eyeOff:
    'M4 4l16 16M9.900 5.700A9 9 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3.200 3.900M6 8a17 17 0 0 0-3.500 4S6 18.500 12 18.500a9 9 0 0 0 3.500-.7',
  refresh: 'M20 11a8 8 0 0 0-14.500-3.500L4 9m0-5v5h5m-5 4a8 8 0 0 0 14.500 3.500L20 15m0 5v-5h-5',
  book: 'M4 5.500c2.800-.8 5.500-.5 8 1.100 2.500-1.600 5.200-1.900 8-1.100v12.500c-2.800-.8-5.500-.5-8 1.100-2.500-1.600-5.200-1.900-8-1.100zM12 6.600v12.500',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c0-4 3-6 7-6s7 2 7 6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawn sign beside words that say the same: hidden from assistive technology. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={classes.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
