/** In the place of a canary that is asked for and not there. */
export const NO_CANARY = 'There is no canary here. Set one with the address that it goes to.';
