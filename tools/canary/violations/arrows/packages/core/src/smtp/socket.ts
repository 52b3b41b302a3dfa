// slices-without-io
export { connect } from 'node:net';
