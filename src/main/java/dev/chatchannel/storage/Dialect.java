package dev.chatchannel.storage;

/** In what the databases differ, beyond what SQL they both run. */
enum Dialect {
    /** One writer at a time, so nothing needs a lock. */
    SQLITE {
        @Override
        String lock(String postgres) {
            return "";
        }

        @Override
        Object parameter(Object value) {
            return value;
        }

        @Override
        SearchTable searchTable(Sql sql) {
            return new SqliteSearchTable(sql);
        }

        @Override
        BatchStatements batchStatements(Sql sql) {
            return new SqliteBatchStatements(sql);
        }
    },

    POSTGRESQL {
        private static final char NONE = '\uFFFD';

        @Override
        String lock(String postgres) {
            return postgres;
        }

        /** Its texts cannot hold the character zero, which clients may send in what they ask for. */
        @Override
        Object parameter(Object value) {
            return value instanceof String text && text.indexOf('\0') >= 0 ? text.replace('\0', NONE) : value;
        }

        @Override
        SearchTable searchTable(Sql sql) {
            return new PostgresSearchTable(sql);
        }

        @Override
        BatchStatements batchStatements(Sql sql) {
            return new PostgresBatchStatements(sql);
        }
    };

    /** @return what ends a query whose rows nobody else shall change before the end of the transaction; others may refer to them */
    final String forChange() {
        return lock(" for no key update");
    }

    /** @return what ends a query whose rows will be deleted, or shall be found by their keys no more */
    final String forRemoval() {
        return lock(" for update");
    }

    /** @return what ends a query whose rows shall be there until the end of the transaction, so that something may refer to them */
    final String forUse() {
        return lock(" for key share");
    }

    abstract String lock(String postgres);

    /** @return the value as the driver takes it */
    abstract Object parameter(Object value);

    abstract SearchTable searchTable(Sql sql);

    abstract BatchStatements batchStatements(Sql sql);
}
