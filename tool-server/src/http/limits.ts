/**
 * What a request without credentials may bring: a launch with many custom parameters stays below a quarter of it,
 * and as much as this is held for every body that a stranger begins and does not end.
 */
export const STRANGERS_BODY_BYTES = 64 * 1_024;

/** Fields of a form: a launch has four at most, a registration three. */
export const FORM_FIELDS = 50;
