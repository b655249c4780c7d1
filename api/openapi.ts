import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { Problem } from '../contract/common.js';
import type { Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';

const problem = { content: { 'application/problem+json': { schema: Problem } } };

/** The OpenAPI 3.1 document of the API, made from the contract alone. */
export function openApiDocument(baseUrl: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'eblagh' });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  for (const operation of operations) registry.registerPath(routeOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Eblagh',
      version: '1',
      description:
        'Announcements of a governor’s office, from draft through review and sign-off to the public. Errors are RFC 9457 problem documents with every reason.',
    },
    servers: [{ url: baseUrl }],
  });
}

function routeOf(operation: Operation): RouteConfig {
  const { id, method, path, tag, summary, scope, params, query } = operation;
  const headers = headersOf(operation);
  return {
    operationId: id,
    method,
    path,
    tags: [tag],
    summary,
    security: [{ session: [] }, { token: [] }],
    description: `An API token needs the scope \`${scope}\`.`,
    request: {
      ...(Object.keys(params.shape).length > 0 ? { params } : {}),
      ...(Object.keys(query.shape).length > 0 ? { query } : {}),
      ...bodyOf(operation),
    },
    ...(headers.length > 0 ? { parameters: headers } : {}),
    responses: {
      ...answersOf(operation),
      default: { description: 'Refused, with every reason', ...problem },
    },
  };
}

function bodyOf({ body, upload }: Operation): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (upload !== undefined)
    return { body: { required: true, content: { [upload]: { schema: { type: 'string', format: 'binary' } } } } };
  return body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {};
} // prettier-ignore

function headersOf({ method, ifMatch }: Operation): NonNullable<RouteConfig['parameters']> {
  const header = (name: string, description: string) =>
    ({ name, in: 'header', required: true, description, schema: { type: 'string' } }) as const;
  return [
    ...(method === 'post' ? [header('Idempotency-Key', 'The same key and body again give the same answer')] : []),
    ...(ifMatch ? [header('If-Match', 'The ETag of what the change was made to')] : []),
  ];
} // prettier-ignore

function answersOf({ answers }: Operation): RouteConfig['responses'] {
  const entries = Object.entries(answers).map(([status, { description, schema, mediaType }]) => {
    const type = mediaType ?? 'application/json';
    const body = schema ?? (mediaType === undefined ? null : ({ type: 'string' } as const));
    return [status, { description, ...(body ? { content: { [type]: { schema: body } } } : {}) }];
  });
  return Object.fromEntries(entries) as RouteConfig['responses'];
}
