export {
  findInstallation,
  InstallationFault,
  installationModel,
  type Installation,
} from './installation.model.ts';
export { changeSecret, hasSecret, openMasterKey, replaceMasterKey } from './master-key.ts';
export { isInstalled, notePublicUrl, recallPublicUrl } from './public-url.ts';
