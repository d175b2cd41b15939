/**
 * Who is speaking: accounts, their names and their tokens.
 *
 * <p>In: what somebody claims (a name, a token). Out: an {@code Account}, or the reason why not. May not enter: HTTP,
 * cookies, SQL. Public: {@code Account}, {@code DisplayName}, {@code Token}, {@code Guests}, {@code OperatorToken}; the refusals
 * {@code NameRefused}, {@code NameTaken}; the port {@code Accounts} with {@code TokenHash}.
 */
package dev.chatchannel.account;
