/** @see https://www.imsglobal.org/spec/qti/v3p0 */
export const NAMESPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';

/** As our items name what made them. */
export const OUR_TOOL = 'Chuyên Đề';

/** The feedback of an item that explains it, whatever was answered. */
export const EXPLANATION = 'explanation';

/** The class of a text with gaps. */
export const GAP_TEXT = 'text-with-gaps';
