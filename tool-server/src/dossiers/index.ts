export { dossierKeyRoutes, dossierRoutes } from './dossiers.routes.ts';
export { makeDossiers } from './make-dossiers.ts';
export { verifyDossier, type DossierFault } from './verify-dossier.ts';
