export const thing = 'alerts';
