package dev.chatchannel.command;

import dev.chatchannel.search.Indexer;
import dev.chatchannel.search.SearchIndex;
import java.util.concurrent.Executor;

/**
 * What searches are done with.
 *
 * @param searchers runs them: few at a time, so that whoever reads history need not wait for them
 */
public record Searching(SearchIndex index, Indexer indexer, Executor searchers) {}
