// Names are given to the columns: MySQL 8 answers in upper case.

/** Tables and views. */
export const tablesText = `select table_name, table_type, table_collation from information_schema.tables
  where table_schema = database() and table_type in ('BASE TABLE', 'VIEW')`;

/** Columns in their order. */
export const columnsText = `select table_name, column_name, column_type, is_nullable, column_default, extra, collation_name, generation_expression
  from information_schema.columns where table_schema = database() order by table_name, ordinal_position`;

/** Foreign keys with their columns. */
export const foreignKeysText = `select k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule
  from information_schema.key_column_usage k join information_schema.referential_constraints r
    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
  where k.table_schema = database() and k.referenced_table_name is not null order by k.table_name, k.constraint_name, k.ordinal_position`;

/** Triggers. */
export const triggersText = `select event_object_table, trigger_name from information_schema.triggers where trigger_schema = database() order by 1, 2`;

/** What MariaDB and MySQL keep in different places. */
export function queriesFor(isMaria: boolean): { readonly indexesText: string; readonly checksText: string } {
  return {
    indexesText: `select table_name, index_name, non_unique, index_type, column_name, collation, sub_part, ${isMaria ? "null" : "expression"}
      from information_schema.statistics where table_schema = database() order by table_name, index_name, seq_in_index`,
    checksText: isMaria
      ? `select table_name, constraint_name, check_clause from information_schema.check_constraints where constraint_schema = database() order by 1, 2`
      : `select t.table_name, c.constraint_name, c.check_clause from information_schema.check_constraints c join information_schema.table_constraints t
          on t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name where c.constraint_schema = database() order by 1, 2`,
  };
}
