/** The workflows as the worker registers them. */
export { announcement } from './announcement.js';
export { fanOut } from './fan-out.js';
