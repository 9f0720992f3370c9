/** A tenant's knowledge: documents, and the passages found by words and by likeness. */
import { createHash } from 'node:crypto';
import type { KnowledgeDocument } from '../../domain/knowledge.ts';
import { gramsOf, searchTerms } from '../../domain/knowledge.ts';
import type { FoundPassage } from '../../domain/suggest.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

/** Stemming where Postgres has it; words as they stand everywhere. */
const configurations: Record<string, string> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
};

function configurationOf(language: string | null): string {
  return configurations[language ?? ''] ?? 'simple';
}

/** A document with where it came from. */
export interface SourcedDocument extends KnowledgeDocument {
  source: string;
}

/** What an import did. */
export type Imported = 'added' | 'changed' | 'unchanged';

function hashOf(document: SourcedDocument): Buffer {
  return createHash('sha256').update(JSON.stringify(document)).digest();
}

/** Stores a document under its source; the same content changes nothing, other content replaces it whole. */
export async function importDocument(
  pool: Pool,
  tenant: string,
  document: SourcedDocument,
): Promise<{ id: string; result: Imported }> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<{ id: string; sha256: Buffer }>(
      'select id, sha256 from kb_documents where tenant = $1 and source = $2 for update',
      [tenant, document.source],
    );
    const before = rows[0];
    const hash = hashOf(document);
    if (before?.sha256.equals(hash) === true) return { id: before.id, result: 'unchanged' };
    const id = before?.id ?? newId('kb');
    await writeDocument(connection, { tenant, id, hash, document });
    return { id, result: before === undefined ? 'added' : 'changed' };
  });
}

interface DocumentRow {
  tenant: string;
  id: string;
  hash: Buffer;
  document: SourcedDocument;
}

async function writeDocument(connection: Queryable, row: DocumentRow): Promise<void> {
  const { tenant, id, hash, document } = row;
  const { source, title, url, language, passages } = document;
  await connection.query(
    `insert into kb_documents (id, tenant, source, title, url, language, sha256)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set title = excluded.title, url = excluded.url,
       language = excluded.language, sha256 = excluded.sha256, imported_at = now()`,
    [id, tenant, source, title, url, language, hash],
  );
  await connection.query('delete from kb_passages where document = $1', [id]);
  for (const [index, { heading, content }] of passages.entries())
    await connection.query(
      `insert into kb_passages (tenant, document, number, heading, content, words, grams)
       values ($1, $2, $3, $4, $5,
         setweight(to_tsvector('simple', $4) || to_tsvector($6::regconfig, $4), 'A')
           || setweight(to_tsvector('simple', $5) || to_tsvector($6::regconfig, $5), 'C'), $7)`,
      [
        tenant,
        id,
        index + 1,
        heading,
        content,
        configurationOf(language),
        gramsOf(`${heading}\n${content}`),
      ],
    );
}

/** What is looked for. */
export interface KnowledgeSearch {
  text: string;
  /** Documents of another language are left out; those without one are not. */
  language?: string | undefined;
  limit: number;
}

export interface ScoredPassage extends FoundPassage {
  /** Comparable within one answer only. */
  score: number;
}

/**
 * The passages that answer best: any of the words counts, rare ones more, more of them more; likeness of their groups of
 * three characters finds what is misspelt or inflected. A passage that only few groups are like is not found.
 */
export async function searchKnowledge(
  connection: Queryable,
  tenant: string,
  search: KnowledgeSearch,
): Promise<ScoredPassage[]> {
  const terms = searchTerms(search.text);
  if (terms.length === 0) return [];
  const { rows } = await connection.query<ScoredPassage>(
    `with terms as (
       select distinct query, log(1 + (select count(*) from kb_passages where tenant = $1)::numeric
           / (1 + (select count(*) from kb_passages p where p.tenant = $1 and p.words @@ query))) as rarity
       from unnest($2::text[]) as term,
            lateral (select plainto_tsquery('simple', term) || plainto_tsquery($3::regconfig, term) as query) q
       where numnode(query) > 0
     ), found as (
       select p.document, p.number, p.heading, p.content,
         (select coalesce(sum(rarity * (0.5 + ts_rank(p.words, query))), 0) from terms where p.words @@ query)
           as by_words,
         cardinality(array(select unnest(p.grams) intersect select unnest($4::text[])))::float8
           / greatest(cardinality($4::text[]), 1) as likeness
       from kb_passages p
       where p.tenant = $1 and (p.grams && $4::text[] or exists (select from terms where p.words @@ query))
     )
     select f.document, f.number, d.title, f.heading, d.url, f.content,
            (f.by_words + 2 * f.likeness)::float8 as score
     from found f join kb_documents d on d.id = f.document
     where (f.by_words > 0 or f.likeness >= $6)
       and ($5::text is null or d.language is null or d.language = $5)
     order by score desc, f.document, f.number limit $7`,
    [
      tenant,
      terms,
      configurationOf(search.language ?? null),
      gramsOf(search.text),
      search.language ?? null,
      leastLikeness,
      search.limit,
    ],
  );
  return rows;
}

/** Share of the question's groups that a passage without any of its words must hold. */
const leastLikeness = 0.5;

export interface DocumentRecord {
  id: string;
  source: string;
  title: string;
  url: string | null;
  language: string | null;
  passages: number;
  imported_at: string;
}

/** The documents of a tenant, by title. */
export async function listDocuments(pool: Pool, tenant: string): Promise<DocumentRecord[]> {
  const { rows } = await pool.query<Omit<DocumentRecord, 'imported_at'> & { imported_at: Date }>(
    `select id, source, title, url, language, imported_at,
       (select count(*)::int from kb_passages p where p.document = d.id) as passages
     from kb_documents d where tenant = $1 order by title, id limit 2000`,
    [tenant],
  );
  return rows.map((row) => ({ ...row, imported_at: row.imported_at.toISOString() }));
}

/** Takes a document away with its passages; false when there is none. */
export async function removeDocument(pool: Pool, tenant: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from kb_documents where tenant = $1 and id = $2', [
    tenant,
    id,
  ]);
  return (rowCount ?? 0) > 0;
}
