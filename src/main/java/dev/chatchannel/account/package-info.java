/**
 * Who is speaking: accounts, their names, passwords and tokens, and the links that make them.
 *
 * <p>In: what somebody claims (a name, a password, a token, a link). Out: an {@code Account}, or the reason why not. May not enter:
 * HTTP, cookies, SQL. Public: {@code Account}, {@code DisplayName}, {@code Skeleton}, {@code Password}, {@code Token}, {@code Guests}, {@code GuestAddresses}, {@code People},
 * {@code OperatorToken}, {@code Place}; the refusals {@code NameRefused}, {@code NameTaken}, {@code PasswordRefused}, {@code WrongPassword},
 * {@code LinkEnded}, {@code PasswordsBusy}; the ports {@code Accounts}, {@code Registry} and {@code PlaceStore} with their values.
 */
package dev.chatchannel.account;
