/** `npm start`: sets up and becomes the supervisor, one process, so that a signal to npm reaches it. */
import { main } from './steps.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  setUp('start');
  await import('../dist/start/main.js');
});
