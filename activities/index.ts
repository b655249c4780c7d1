import { askActivities } from './ask.js';
import { deliverActivities } from './deliver.js';
import type { Deps } from './deps.js';
import { prepareActivities } from './prepare.js';
import { recordActivities } from './record.js';
import { releaseActivities } from './release.js';
import { tellActivities } from './tell.js';
import { timeActivities } from './time.js';

/** Everything workflows cause outside, made over what it acts with. */
export const createActivities = (deps: Deps) => ({
  ...recordActivities(deps),
  ...timeActivities(deps),
  ...askActivities(deps),
  ...tellActivities(deps),
  ...prepareActivities(deps),
  ...releaseActivities(deps),
  ...deliverActivities(deps),
});

export type Activities = ReturnType<typeof createActivities>;
