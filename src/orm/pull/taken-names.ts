/** Words that cannot be names in code, and what the file of the models imports or every module knows. */
export const takenModelNames: ReadonlySet<string> = new Set(
  `abstract arguments async await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null of package private protected public return
  static super switch this throw true try typeof undefined var void while with yield globalThis process console
  bigint boolean bytes check date decimal foreignKey id index integer json longText model oneOf primaryKey real ref sql text
  timestamp unique uuid db crud rows state page`.split(/\s+/),
);

/** Members of every table, which a column of that name would hide, and what leads to prototypes. */
export const takenColumnKeys: ReadonlySet<string> = new Set(
  "_ getSQL shouldOmitSQLParens enableRLS constructor prototype __proto__".split(" "),
);
