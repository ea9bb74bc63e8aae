const schema = "(select oid from pg_catalog.pg_namespace where nspname = current_schema())";

/** Tables (`r`, `p`) and views (`v`, `m`). Partitions belong to their table. */
export const tablesText = `select relname::text, relkind::text from pg_catalog.pg_class
  where relnamespace = ${schema} and relkind in ('r', 'p', 'v', 'm') and not relispartition`;

/** Columns in their order. A sequence that belongs to the column counts it up. */
export const columnsText = `select c.relname::text, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
    pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
    case when t.typtype = 'e' and t.typnamespace = ${schema} then t.typname::text end,
    case when a.attcollation <> t.typcollation then (select collname::text from pg_catalog.pg_collation where oid = a.attcollation) end,
    d.adbin is not null and pg_catalog.pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' and exists (select 1 from pg_catalog.pg_depend p
      where p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass and p.refobjid = a.attrelid and p.refobjsubid = a.attnum and p.deptype = 'a')
  from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = ${schema} and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped
  order by c.relname, a.attnum`;

/** Constraints; their columns as JSON. */
export const constraintsText = `select c.relname::text, n.conname::text, n.contype::text,
    (select array_to_json(array_agg(a.attname::text order by k.place))::text from unnest(n.conkey) with ordinality k(attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = n.conrelid and a.attnum = k.attnum),
    f.relname::text, (select array_to_json(array_agg(a.attname::text order by k.place))::text from unnest(n.confkey) with ordinality k(attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = n.confrelid and a.attnum = k.attnum),
    n.confdeltype::text, n.confupdtype::text, pg_catalog.pg_get_expr(n.conbin, n.conrelid), pg_catalog.pg_get_constraintdef(n.oid)
  from pg_catalog.pg_constraint n join pg_catalog.pg_class c on c.oid = n.conrelid left join pg_catalog.pg_class f on f.oid = n.confrelid
  where c.relnamespace = ${schema} and not c.relispartition and n.contype in ('p', 'u', 'f', 'c', 'x') and n.conparentid = 0 order by c.relname, n.conname`;

/** Indexes that stand behind no constraint; their parts as JSON. */
export const indexesText = `select c.relname::text, i.relname::text, x.indisunique,
    (select array_to_json(array_agg(json_build_object('column', a.attname, 'expression', pg_catalog.pg_get_indexdef(x.indexrelid, k, true),
        'option', x.indoption[k - 1]) order by k))::text
      from generate_series(1, x.indnkeyatts) k left join pg_catalog.pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[k - 1] and a.attnum > 0),
    pg_catalog.pg_get_expr(x.indpred, x.indrelid), m.amname::text
  from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
    join pg_catalog.pg_am m on m.oid = i.relam
  where c.relnamespace = ${schema} and not c.relispartition and not exists (select 1 from pg_catalog.pg_constraint n where n.conindid = x.indexrelid and n.contype in ('p', 'u', 'x'))
  order by c.relname, i.relname`;

/** Values of enum types in their order. */
export const enumsText = `select t.typname::text, e.enumlabel::text from pg_catalog.pg_type t join pg_catalog.pg_enum e on e.enumtypid = t.oid
  where t.typnamespace = ${schema} order by t.typname, e.enumsortorder`;

/** Triggers that somebody made. */
export const triggersText = `select c.relname::text, t.tgname::text from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
  where c.relnamespace = ${schema} and not t.tgisinternal order by c.relname, t.tgname`;
