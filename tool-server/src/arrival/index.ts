export { arrivalRoutes } from './arrival.routes.ts';
export { makeGatherArrival } from './gather-arrival.ts';
export { openLaunchPages } from './launch-pages.ts';
