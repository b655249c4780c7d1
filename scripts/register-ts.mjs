/** node --import ./scripts/register-ts.mjs some.ts */
import { register } from 'node:module';

register('./ts-loader.mjs', import.meta.url);
