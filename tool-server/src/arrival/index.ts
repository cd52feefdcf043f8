export { arrivalRoutes } from './arrival.routes.ts';
export { makeGatherArrival } from './gather-arrival.ts';
export { openLaunchPages, type LaunchPages } from './launch-pages.ts';
