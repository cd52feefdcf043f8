import type { BodyTaker, XapiHandler, XapiMethod, XapiRoute } from './exchange.ts';
import { XapiProblem } from './problem.ts';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

const allowOf = (route: XapiRoute): string =>
  METHODS.flatMap((method) => (route[method] ? (method === 'GET' ? ['GET', 'HEAD'] : [method]) : []))
    .concat('OPTIONS')
    .join(', ');

/** What serves a request; with a `bodyLimit` of 0 it takes no body. */
export type Serving = Required<BodyTaker>;

const isHandler = (served: XapiHandler | BodyTaker): served is XapiHandler => typeof served === 'function';

const servingOf = (served: XapiHandler | BodyTaker): Serving =>
  isHandler(served)
    ? { permit: () => undefined, bodyLimit: 0, handle: served }
    : { bodyLimit: Infinity, ...served };

/** Finds routes by their paths. */
export function makeRouteTable(routes: readonly XapiRoute[]) {
  const byPath = new Map(routes.map((route) => [route.path, route]));
  return {
    /** @throws XapiProblem 404 when there is no such resource */
    getRoute(path: string): XapiRoute {
      const route = byPath.get(path);
      if (!route) throw new XapiProblem(404, 'not_found', 'there is no such resource');
      return route;
    },

    /** @throws XapiProblem 405 when the resource does not know the method */
    getServing(route: XapiRoute, method: XapiMethod): Serving {
      const served = route[method === 'HEAD' ? 'GET' : method];
      if (!served)
        throw new XapiProblem(405, 'method_not_allowed', 'the resource does not know this method', {
          headers: { Allow: allowOf(route) },
        });
      return servingOf(served);
    },
  };
}

/** A request's method, if any resource could know it. */
export function getMethod(method: string | undefined): XapiMethod {
  if (method === 'HEAD') return method;
  const known = METHODS.find((name) => name === method);
  if (!known) throw new XapiProblem(405, 'method_not_allowed', 'no resource knows this method');
  return known;
}
