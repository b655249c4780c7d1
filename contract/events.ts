import { none } from './common.js';
import { operation } from './operation.js';

export const streamEvents = operation({
  id: 'streamEvents',
  method: 'get',
  path: '/api/events',
  tag: 'Live',
  summary: 'Server-sent events: which announcement changed; Last-Event-ID brings what was missed',
  scope: 'read',
  params: none,
  query: none,
  body: null,
  answers: {
    200: {
      description: 'Events named `change` with {announcement, what, sequence, status}',
      schema: null,
      mediaType: 'text/event-stream',
    },
  },
});
