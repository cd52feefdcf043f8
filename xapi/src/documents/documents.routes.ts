import { createHash } from 'node:crypto';
import { demand, type Permission } from '../access/permissions.ts';
import type { BodyTaker, XapiHandler, XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { XapiProblem } from '../http/problem.ts';
import type { DocumentKind } from './document.model.ts';
import type { DocumentStore } from './document-store.ts';
import { checkPreconditions, checkReplacement, type Preconditions } from './entity-tags.ts';
import { mergeDocuments } from './merge-documents.ts';
import { parseAddress, type DocumentAddress } from './parse-address.ts';

const NO_CONTENT: XapiReply = { status: 204 };

const preconditionsOf = ({ header }: XapiRequest): Preconditions => ({
  ifMatch: header('If-Match'),
  ifNoneMatch: header('If-None-Match'),
});

const contentOf = ({ body, contentType }: XapiRequest) => ({
  content: body,
  contentType: contentType ?? 'application/octet-stream',
});

/** The tag of an answer that no document backs. */
export const tagOf = (body: string): string => `"${createHash('sha1').update(body).digest('hex')}"`;

async function getOne(documents: DocumentStore, address: DocumentAddress): Promise<XapiReply> {
  const found = await documents.find(address);
  if (!found) throw new XapiProblem(404, 'not_found', 'there is no such document');
  const { content, contentType, etag, stored } = found;
  return {
    status: 200,
    headers: {
      ETag: `"${etag}"`,
      'Last-Modified': stored.toUTCString(),
      'Content-Disposition': 'attachment',
    },
    body: content,
    contentType,
  };
}

async function getNames(documents: DocumentStore, address: DocumentAddress): Promise<XapiReply> {
  const { names, lastStored } = await documents.list(address);
  const body = JSON.stringify(names);
  return {
    status: 200,
    headers: { ETag: tagOf(body), ...(lastStored && { 'Last-Modified': lastStored.toUTCString() }) },
    body,
  };
}

interface Resource {
  path: string;
  kind: DocumentKind;
  read: Permission;
  write: Permission;
}

const RESOURCES: Resource[] = [
  { path: '/activities/state', kind: 'state', read: 'read state', write: 'write state' },
  { path: '/activities/profile', kind: 'activity-profile', read: 'read profiles', write: 'write profiles' },
  { path: '/agents/profile', kind: 'agent-profile', read: 'read profiles', write: 'write profiles' },
];

function documentRoute(documents: DocumentStore, { path, kind, read, write }: Resource): XapiRoute {
  const addressOf = (request: XapiRequest, permission: Permission): DocumentAddress => {
    demand(request.access, permission);
    return parseAddress(request, kind);
  };

  const GET: XapiHandler = (request) => {
    const address = addressOf(request, read);
    return address.name === undefined ? getNames(documents, address) : getOne(documents, address);
  };

  const put: XapiHandler = async (request) => {
    const preconditions = preconditionsOf(request);
    await documents.change(parseAddress(request, kind), (seen) => {
      checkPreconditions(preconditions, seen?.etag);
      checkReplacement(preconditions, seen?.etag, { version: request.version, kind });
      return contentOf(request);
    });
    return NO_CONTENT;
  };

  const post: XapiHandler = async (request) => {
    const preconditions = preconditionsOf(request);
    const posted = contentOf(request);
    await documents.change(parseAddress(request, kind), (seen) => {
      checkPreconditions(preconditions, seen?.etag);
      return { ...posted, content: mergeDocuments(posted, seen) };
    });
    return NO_CONTENT;
  };

  const DELETE: XapiHandler = async (request) => {
    const address = addressOf(request, write);
    const preconditions = preconditionsOf(request);
    if (address.name === undefined) await documents.deleteAll(address);
    else
      await documents.change(address, (seen) => {
        checkPreconditions(preconditions, seen?.etag);
        return 'delete';
      });
    return NO_CONTENT;
  };

  const bodied = (handle: XapiHandler): BodyTaker => ({
    permit: (access) => demand(access, write),
    handle,
  });
  return { path, isLarge: true, GET, PUT: bodied(put), POST: bodied(post), DELETE };
}

/**
 * The three document resources.
 * @see xAPI 1.0.3 Communication §2.2, §2.3, §2.6, §2.7
 */
export const documentRoutes = (documents: DocumentStore): XapiRoute[] =>
  RESOURCES.map((resource) => documentRoute(documents, resource));
