export const thing = 'mail';
