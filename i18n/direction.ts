/** Direction and tag of a language, for whatever lays out text and may not reach into the domain. */
export { directionOf, tagOf } from '../domain/language.js';
