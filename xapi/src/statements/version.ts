/** The version of the specification that our statements follow. */
export const XAPI_VERSION = '1.0.3';
