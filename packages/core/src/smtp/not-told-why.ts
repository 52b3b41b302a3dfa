/** The code of a failure to connect in a private network, where a closed port and a silent one are told alike. */
export const NOT_TOLD_WHY = 'not-told-why';
