// slices-without-packages
export { createTransport } from 'nodemailer';
