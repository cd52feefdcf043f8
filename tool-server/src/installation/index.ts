export { keepAppSecret, readAppSecret, secretFile } from './app-secret.ts';
export { parseEnv, type Config } from './config.ts';
export {
  findInstallation,
  InstallationFault,
  installationModel,
  type Installation,
} from './installation.model.ts';
export { changeSecret, hasSecret, openMasterKey, replaceMasterKey } from './master-key.ts';
export { isInstalled, notePublicUrl, recallPublicUrl } from './public-url.ts';
export { findRunningTools, noteRunningTool, type RunningTool } from './running-tools.ts';
