import type { Connection } from 'mongoose';
import type { GetClass } from '../class-home/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeCertificateStore } from './certificate-store.ts';
import { certificateCheckRoutes, certificatesRoutes } from './certificates.routes.ts';
import { makeIssueCertificates } from './issue-certificates.ts';
import { makeJudge, makeViewCertificates, type ViewDeps } from './view-certificates.ts';

interface Deps extends Omit<ViewDeps, 'store'> {
  connection: Connection;
  clock: Clock;
  getClass: GetClass;
}

/** Certificates that classes give, and whether one that somebody shows is genuine. */
export function makeCertificates(deps: Deps) {
  const store = makeCertificateStore(deps);
  const judge = makeJudge({ ...deps, store });
  return {
    models: store.models,
    owing: store.certificates,
    router: certificatesRoutes({
      ...{ ...deps, store },
      viewCertificates: makeViewCertificates(judge),
      issueCertificates: makeIssueCertificates({ store, judge }),
    }),
    openRouter: certificateCheckRoutes({ store }),
  };
}
