export {
  parsePlatformRegistration,
  PlatformRegistration,
  type PlatformRegistrationResult,
} from './platform-registration.ts';
export {
  registrationRequest,
  TOOL_SCOPES,
  type OfferedMessage,
  type ToolAddresses,
} from './registration-request.ts';
