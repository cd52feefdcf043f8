import type { Platform } from '../platform.ts';
import type { LineItem } from '../state.ts';

/** Moodle's addresses carry the tool in the query, so that a tool cannot just append a path. */
export const lineItemsUrl = ({ url }: Platform, courseId: string, toolId: string): string =>
  `${url}/lti/services/${courseId}/lineitems?type_id=${toolId}`;

export const lineItemUrl = ({ url }: Platform, { courseId, id, toolId }: LineItem): string =>
  `${url}/lti/services/${courseId}/lineitems/${id}/lineitem?type_id=${toolId}`;

export const resultUrl = ({ url }: Platform, { courseId, id, toolId }: LineItem, personId: string): string =>
  `${url}/lti/services/${courseId}/lineitems/${id}/lineitem/results?type_id=${toolId}&user_id=${personId}`;

export const membershipsUrl = ({ url }: Platform, courseId: string, toolId: string): string =>
  `${url}/lti/services/CourseSection/${courseId}/bindings/${toolId}/memberships`;

export const tokenUrl = ({ url }: Platform): string => `${url}/lti/token`;
