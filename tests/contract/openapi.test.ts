import { describe, expect, test } from '@jest/globals';
import type { Router } from 'express';
import { apiRoutes } from '../../api/api.js';
import { openApiDocument } from '../../api/openapi.js';
import { operations } from '../../contract/operations.js';
import { testApi, withToken } from '../support/api.js';
import { officer } from '../support/cast.js';

const api = await testApi();

/** Method and path of every route a router holds, as OpenAPI writes them. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap((layer) => {
    const route = layer.route as unknown as { path: string; methods: Record<string, boolean> } | undefined;
    if (!route) return [];
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    return Object.keys(route.methods).map((method) => `${method} ${path}`);
  });
}

describe('the contract', () => {
  test('names every route of the API, and no other', () => {
    const named = operations.map(({ method, path }) => `${method} ${path}`);
    expect(routesOf(apiRoutes(api.context)).toSorted()).toEqual(named.toSorted());
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  test('is an OpenAPI 3.1 document in which every path parameter is required and every reference leads somewhere', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument('https://eblagh.example.test'))) as OpenApi;
    expect(document.openapi).toBe('3.1.0');
    for (const [path, item] of Object.entries(document.paths)) {
      for (const operation of Object.values(item)) {
        const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path');
        expect(inPath.map(({ name }) => `{${name}}`).toSorted()).toEqual(
          (path.match(/\{\w+\}/g) ?? []).toSorted(),
        );
        expect(inPath.every(({ required }) => required)).toBe(true);
        expect(Object.keys(operation.responses)).toContain('default');
      }
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );
    const schemas = Object.keys(document.components.schemas);
    expect(schemas).toEqual(expect.arrayContaining(references));
    for (const name of ['Announcement', 'Problem', 'Content']) expect(schemas).toContain(name);
  });

  test('asks for an Idempotency-Key on every POST and for If-Match on every edit', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument('https://eblagh.example.test'))) as OpenApi;
    for (const { method, path, ifMatch } of operations) {
      const headers = (document.paths[path]?.[method]?.parameters ?? [])
        .filter((one) => one.in === 'header')
        .map(({ name }) => name);
      expect(headers).toEqual([
        ...(method === 'post' ? ['Idempotency-Key'] : []),
        ...(ifMatch ? ['If-Match'] : []),
      ]);
    }
    const edits = operations.filter(({ method }) => method === 'put' || method === 'patch');
    expect(edits.every(({ ifMatch }) => ifMatch)).toBe(true);
  });

  test('keeps to itself: what the API answers has exactly the shapes it promises', async () => {
    const client = await withToken(api, officer);
    for (const operation of operations) {
      if (
        operation.method !== 'get' ||
        operation.path.includes('{') ||
        operation.id === 'streamEvents' ||
        operation.id === 'listAudit'
      )
        continue;
      const answer = await client.get(operation.path);
      expect([operation.id, answer.status]).toEqual([operation.id, 200]);
      const checked = operation.answers[200]?.schema?.safeParse(answer.body);
      expect([operation.id, checked?.error?.issues ?? []]).toEqual([operation.id, []]);
    }
  });
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { parameters?: { name: string; in: string; required?: boolean }[]; responses: object }>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
}
