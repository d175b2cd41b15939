package dev.chatchannel.storage;

import java.sql.SQLException;

/** Something to ask the database. */
interface Question<T> {
    T answer() throws SQLException;
}
