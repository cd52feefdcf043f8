import type { XapiHandler, XapiMethod, XapiRoute } from './exchange.ts';
import { XapiProblem } from './problem.ts';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

const allowOf = (route: XapiRoute): string =>
  METHODS.flatMap((method) => (route[method] ? (method === 'GET' ? ['GET', 'HEAD'] : [method]) : []))
    .concat('OPTIONS')
    .join(', ');

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
    getHandler(route: XapiRoute, method: XapiMethod): XapiHandler {
      const handler = route[method === 'HEAD' ? 'GET' : method];
      if (!handler)
        throw new XapiProblem(405, 'method_not_allowed', 'the resource does not know this method', {
          headers: { Allow: allowOf(route) },
        });
      return handler;
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
