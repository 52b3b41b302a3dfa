export const thing = 'access';
